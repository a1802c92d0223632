import { activeRms } from '../dsp/active-level.ts'
import { fadeEdges } from '../dsp/edge-fades.ts'
import { SAMPLE_RATE_HZ, type StereoAudio, scale, silence } from '../dsp/stereo.ts'
import { Random } from '../random.ts'
import { type Arrangement, arrange } from './arrangement.ts'
import { bass } from './bass.ts'
import { bell, keys, pluck } from './comping-layers.ts'
import { drone } from './drone.ts'
import { drums } from './drums.ts'
import { planForm } from './form.ts'
import { hits } from './hits.ts'
import { LAYER_RMS, LAYERS, type LayerName, type LayerRequest, type RenderedLayer } from './layer.ts'
import { lead } from './lead.ts'
import type { Performance } from './performance.ts'
import { brass, choir, pad, strings } from './sustained.ts'

const PLAYERS: Record<LayerName, (performance: Performance, layer: StereoAudio) => void> = {
  drums,
  bass,
  pad,
  strings,
  choir,
  brass,
  keys,
  pluck,
  bell,
  lead,
  drone,
  hits,
}

/** A layer that is still sounding at the last sample is let down over this long. */
const TAIL_SECONDS = 0.01
/** Quieter than this a layer has nothing to play in so short a piece. */
const SILENCE_RMS = 1e-7

/**
 * Plays the layers that a plan asks for, one after another, so that each can be mixed and dropped before the next takes
 * its memory: at no time does the arranger hold more than one. The same request gives the same bits, whatever the
 * cache of one-shots holds.
 * @returns  what was arranged, for the report
 */
export function* renderLayers(request: LayerRequest): Generator<RenderedLayer, Arrangement> {
  const { plan, grid, seed, lengthSamples } = request
  const arrangement = arrange(request)
  const durationSeconds = lengthSamples / SAMPLE_RATE_HZ
  const levels = arrangement.layers.map((name) => ({ name, level: plan[LAYERS[name].planKey] }))
  const form = planForm({ grid, durationSeconds, seed, layers: levels, energy: plan.energy })
  for (const { name, level } of levels) {
    const random = new Random(seed, `layer ${name}`)
    const layer = renderLayer(name, level, { request, arrangement, form, random, durationSeconds })
    if (layer) yield layer
  }
  return arrangement
}

function renderLayer(name: LayerName, level: number, performance: Performance): RenderedLayer | null {
  const { lengthSamples, plan } = performance.request
  const audio = silence(lengthSamples)
  PLAYERS[name](performance, audio)
  const rms = activeRms(audio)
  if (rms < SILENCE_RMS) return null
  scale(audio, LAYER_RMS / rms)
  fadeEdges(audio, { inSeconds: 0, outSeconds: TAIL_SECONDS })
  return { name, bus: LAYERS[name].bus, audio, level, gainDb: mixGainDb(name, level, plan.energy) }
}

/** A layer at full level stands at its mix level against the source, at level 0 it would stand 20 dB lower. */
function mixGainDb(name: LayerName, level: number, energy: number): number {
  const lively = name === 'drums' ? 2 * energy : 0
  return 20 * (Math.min(1, level) - 1) + LAYERS[name].mixDb + lively
}
