/**
 * Brings the parts of the source into the time and pitch of the output: the percussive part in slices, the sustained
 * part through the spectral stage, both along one time map, so that they never part company.
 */

import { renderCarrier } from '../arranger/carrier.ts'
import { BEATS_PER_BAR, swungFraction } from '../arranger/grid.ts'
import { mapPercussion } from '../dsp/percussive-time-map.ts'
import { isSpectrallyNeutral, type SpectralSettings, spectralStage } from '../dsp/spectral-stage.ts'
import { type StereoAudio, silence } from '../dsp/stereo.ts'
import { swingWarp, type TimeWarp } from '../dsp/time-warp.ts'
import { clamp, fromDb } from '../dsp/units.ts'
import { loopedBeats } from './arrangement.ts'
import type { Decisions } from './decisions.ts'
import { UNTOUCHED_BELOW } from './depth.ts'
import { changeFeel, type FeltBeat } from './feel.ts'
import { looped, loopedMoments } from './loop.ts'
import type { SourceParts } from './separation.ts'

export interface SourceInTime {
  readonly audio: StereoAudio
  /** The percussive part before the plan turned it up or down. */
  readonly hits: StereoAudio | null
}

/** The parts' buffers are used up. */
export function* throughTime(parts: SourceParts, decisions: Decisions): Generator<unknown, SourceInTime> {
  const { settings, loop, loopedSamples, plan, tempo, facts } = decisions
  if (facts.kind === 'silence' && settings.noiseLevel > UNTOUCHED_BELOW)
    return { audio: silence(settings.lengthSamples), hits: null }
  const warp = swingOf(decisions)
  const time = { outputLength: settings.lengthSamples, stretch: 1 / tempo.ratio, ...(warp === null ? {} : { warp }) }
  const hits =
    parts.percussive === null
      ? null
      : mapPercussion(looped(parts.percussive, loop, loopedSamples), {
          ...time,
          onsetsSeconds: loopedMoments(facts.onsetsSeconds, loop).map(({ seconds }) => seconds),
          seed: settings.seed,
        })
  yield
  if (hits !== null) changeFeel(hits, feltBeats(decisions), plan.half)
  const audio = yield* sustainedPart(looped(parts.sustained, loop, loopedSamples), time, decisions)
  if (hits !== null) blend(audio, fromDb(plan.sus), hits, fromDb(percussionDb(decisions)))
  return { audio, hits }
}

function* sustainedPart(
  sustained: StereoAudio,
  time: Pick<SpectralSettings, 'outputLength' | 'stretch' | 'warp'>,
  decisions: Decisions,
): Generator<unknown, StereoAudio> {
  const { plan, pitch, diffusion, settings, facts, intent } = decisions
  const spectral: SpectralSettings = {
    ...time,
    pitchSemitones: pitch.semitones,
    formantSemitones: Math.abs(plan.formant) < 0.05 ? 0 : plan.formant,
    // A voice that is moved by a few semitones should stay the same person's; further than that the effect is wanted.
    keepFormants: (facts.kind === 'speech' || intent.reading.guards.voice) && Math.abs(pitch.semitones) <= 5,
    diffusion: audible(diffusion),
    smear: audible(plan.smear),
    breath: audible(plan.breath),
    denoise: audible(plan.denoise),
    dereverb: audible(plan.derev),
    width: plan.width,
    seed: settings.seed,
    ...vocoderOf(decisions),
  }
  if (isSpectrallyNeutral(spectral)) return atLength(sustained, time.outputLength)
  return yield* spectralStage(sustained, spectral)
}

/** Amounts that are not heard must not cost a pass over the spectrum. */
const audible = (amount: number): number => (amount > 0.03 ? clamp(amount, 0, 1) : 0)

function vocoderOf({ plan, layers, grid, pitch, settings }: Decisions): Pick<SpectralSettings, 'vocoder'> {
  const amount = Math.max(plan.voco, plan.robot)
  if (amount <= 0.05) return {}
  const carrier = renderCarrier({
    ...{ lengthSamples: layers.lengthSamples, grid, key: pitch.key, seed: settings.seed },
    robot: plan.robot > 0.3,
  })
  return { vocoder: { carrier, amount } }
}

function atLength({ left, right }: StereoAudio, length: number): StereoAudio {
  const audio = silence(length)
  audio.left.set(left.subarray(0, length))
  audio.right.set(right.subarray(0, length))
  return audio
}

/** Level of the percussive part: the plan's, its share of "attack", and less as diffusion takes rhythm away. */
const percussionDb = ({ plan, diffusion }: Decisions): number =>
  plan.perc + 0.7 * plan.punch - 10 * Math.max(0, diffusion - 0.35)

function blend({ left, right }: StereoAudio, gain: number, hits: StereoAudio, hitsGain: number): void {
  const { left: hitsLeft, right: hitsRight } = hits
  for (let i = 0; i < left.length; i++) {
    left[i] = gain * left[i] + hitsGain * hitsLeft[i]
    right[i] = gain * right[i] + hitsGain * hitsRight[i]
  }
}

/** Below this the ear hears straight time. */
const LEAST_SWING = 0.04

/** Bends every beat so that the source's own off-beats swing with the layers; null when time runs evenly. */
function swingOf({ facts, loop, plan, tempo }: Decisions): TimeWarp | null {
  if (!tempo.hasTempo || plan.swing < LEAST_SWING) return null
  const beats = loopedBeats(facts, loop).map(({ seconds }) => seconds)
  return swingWarp(beats, 1 / tempo.ratio, swungFraction(0.5, plan.swing) - 0.5)
}

/** The grid's beats with their place in the bar. */
function feltBeats({ grid, tempo }: Decisions): FeltBeat[] {
  if (!tempo.hasTempo) return []
  return grid.beatsSeconds.map((seconds, beat) => ({ seconds, inBar: beat % BEATS_PER_BAR }))
}
