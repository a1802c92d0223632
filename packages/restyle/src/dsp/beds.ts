/**
 * Beds: noises of media and of places that lie under a mix. Their level follows the mix and is bounded by RMS and by
 * peak, because crackle that is right by RMS has peaks 30 dB above it (specification of the restyle engine, 5.2).
 */
import { Random } from '../random.ts'
import { crackle, drops, fire, thunder } from './bed-events.ts'
import { hiss, hum, machine, water, wind } from './bed-noises.ts'
import { rms, SAMPLE_RATE_HZ, type StereoAudio } from './stereo.ts'
import { fromDb } from './units.ts'

/** Named as in the plan. */
export type BedKind = keyof typeof BEDS

export interface BedSettings {
  readonly kind: BedKind
  /** 0 none … 1: from 34 to 6 dB under the mix. */
  readonly amount: number
  /** Nominal RMS: where the mix is silent, the bed is set 14 dB under it instead. */
  readonly referenceRms: number
  readonly seed: number
}

const BEDS = { hiss, vinyl: crackle, rain: drops, wind, hum, water, fire, machine, thunder } as const
export const BED_KINDS = Object.keys(BEDS) as readonly BedKind[]

// 24 s are rendered at most and then repeated: a listener does not recognise noise after that, memory is a fifth of
// what 120 s need, and whole seconds let the hum's phase run through.
const LOOP = 24 * SAMPLE_RATE_HZ
const CROSSFADE = SAMPLE_RATE_HZ / 2

/** Adds a bed to the mix, in place. */
export function addBed(mix: StereoAudio, { kind, amount, referenceRms, seed }: BedSettings): void {
  if (amount <= 0) return
  const length = mix.left.length
  const random = new Random(seed, `bed ${kind}`)
  const loop = length <= LOOP ? BEDS[kind](length, random) : seamless(BEDS[kind](LOOP + CROSSFADE, random), kind)
  const level = Math.max(rms(mix), 0.2 * referenceRms)
  const byRms = (level / Math.max(1e-9, rms(loop))) * fromDb(-34 + 28 * amount - (kind === 'hiss' ? 4 : 0))
  const byPeak = (level * (0.5 + 1.5 * amount)) / Math.max(1e-9, peak(loop))
  addRepeated(mix.left, loop.left, Math.min(byRms, byPeak))
  addRepeated(mix.right, loop.right, Math.min(byRms, byPeak))
}

/** The first 24 s, with what follows them faded into their beginning. */
function seamless(rendered: StereoAudio, kind: BedKind): StereoAudio {
  const loop = { left: rendered.left.subarray(0, LOOP), right: rendered.right.subarray(0, LOOP) }
  // A hum is periodic in the loop already; noises are independent and keep their power through sine and cosine.
  if (kind === 'hum') return loop
  for (const side of ['left', 'right'] as const)
    for (let i = 0; i < CROSSFADE; i++) {
      const angle = (0.5 * Math.PI * i) / CROSSFADE
      loop[side][i] = Math.sin(angle) * loop[side][i] + Math.cos(angle) * rendered[side][LOOP + i]
    }
  return loop
}

function addRepeated(target: Float32Array, loop: Float32Array, gain: number): void {
  for (let start = 0; start < target.length; start += loop.length) {
    const count = Math.min(loop.length, target.length - start)
    for (let i = 0; i < count; i++) target[start + i] += gain * loop[i]
  }
}

function peak({ left, right }: StereoAudio): number {
  let highest = 0
  for (let i = 0; i < left.length; i++) highest = Math.max(highest, Math.abs(left[i]), Math.abs(right[i]))
  return highest
}
