/**
 * The engine: one clip and one sentence in, the clip restyled out. Read top to bottom, it is the signal chain.
 * Source: specification of the restyle engine, sections 1 and 2.
 */
import { setDistance } from './dsp/distance.ts'
import { add, type StereoAudio } from './dsp/stereo.ts'
import { type Buses, makeRoom } from './engine/buses.ts'
import type { Decisions } from './engine/decisions.ts'
import { finish, layBeds } from './engine/finish.ts'
import { readIntent } from './engine/intent.ts'
import { masterResult } from './engine/mastering.ts'
import { drive, modulate } from './engine/modulation.ts'
import { type RestyleOptions, renderSettings } from './engine/options.ts'
import { playLayers } from './engine/play-layers.ts'
import { type RestyleReport, reportOn } from './engine/report.ts'
import { ringing } from './engine/resonance.ts'
import { breakUp } from './engine/source-effects.ts'
import { performSource, type SourcePerformance } from './engine/source-performance.ts'
import { placeInSpace } from './engine/space.ts'
import { Progress, type RestyleStage } from './engine/stages.ts'
import { shapeTone } from './engine/tone-stage.ts'

export interface RestyleResult {
  readonly audio: StereoAudio
  readonly report: RestyleReport
}

/**
 * Restyles a clip. Yields between stages and inside long ones; whoever drives it shows progress, and aborts by not
 * resuming. The source is not changed. Same source, options and seed give the same bits.
 *
 * @param source  44.1 kHz stereo, at least one sample
 * @returns       exactly round(durationSeconds × 44100) samples, finite, at most −1 dBTP, and −14 LUFS ± 1 unless the
 *                report says `loudnessCapped`
 * @throws RestyleError `option_out_of_range`, `plan_invalid`, `source_invalid`
 *
 * @example
 * const render = restyle(clip, { prompt: 'dark ambient, slower', durationSeconds: 20 })
 * let step = render.next()
 * while (!step.done) step = render.next()
 * const { audio, report } = step.value
 */
export function* restyle(source: StereoAudio, options: RestyleOptions): Generator<RestyleStage, RestyleResult> {
  const settings = renderSettings(options)
  const progress = new Progress()
  yield progress.enter('reading the prompt')
  const intent = readIntent(settings)
  const performance = yield* performSource(source, settings, intent, progress)
  const { decisions } = performance
  const { plan, pulse } = decisions

  const buses = yield* rework(performance, progress)
  yield progress.enter('arranging')
  const layers = yield* progress.during(playLayers(buses, performance.layers, decisions.sourceInFront))
  yield* progress.during(modulate(buses, plan, pulse, settings.seed))
  yield* progress.during(drive(buses, plan.drive))

  yield progress.enter('placing in space')
  const mix = yield* progress.during(mixInSpace(buses, decisions))
  yield progress.enter('shaping the tone')
  const silent = decisions.facts.kind === 'silence'
  const tone = yield* progress.during(
    shapeTone(mix, {
      ...{
        plan,
        noiseLevel: settings.noiseLevel,
        passes: settings.passes,
        cover: decisions.cover,
        cuts: decisions.cuts,
      },
      sourceSpectrumDb: silent ? null : decisions.facts.spectrumDb,
      bandLimited: plan.hc > 1.9 || plan.lc > 2.5 || intent.reading.settings.highCutHz !== undefined,
    }),
  )
  yield* progress.during(finish(mix, { ...decisions, noiseLevel: settings.noiseLevel, seed: settings.seed }))

  yield progress.enter('mastering')
  const master = yield* progress.during(masterResult(mix, { ...settings, amplify: !silent || layers.length > 0 }))
  return { audio: mix, report: reportOn({ decisions, layers, tone, master }) }
}

/** Effects on the source alone, then room for what is added. */
function* rework(performance: SourcePerformance, progress: Progress): Generator<RestyleStage, Buses> {
  const { decisions, audio } = performance
  const { plan, pitch, settings, pulse } = decisions
  yield progress.enter('reworking the source')
  yield* progress.during(breakUp(audio, plan, pulse.beatsSeconds, settings.seed))
  const rung = yield* progress.during(ringing(audio, performance.hits, { plan, key: pitch.key, seed: settings.seed }))
  performance.hits = null
  makeRoom(audio, decisions.sourceGainDb, decisions.sourceInFront ? 0 : plan.Lbass)
  if (rung !== null) add(audio, rung)
  return { tonal: audio, drums: null, bass: null }
}

function* mixInSpace(buses: Buses, decisions: Decisions): Generator<unknown, StereoAudio> {
  const { plan, room, pulse, settings } = decisions
  setDistance(buses.tonal, plan.dist > 0.03 ? plan.dist : 0)
  yield
  const mix = yield* placeInSpace(buses, { plan, room, beatSeconds: pulse.beatSeconds, seed: settings.seed })
  yield* layBeds(mix, plan, settings.seed, 'behind')
  return mix
}
