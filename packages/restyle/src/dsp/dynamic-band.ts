/** Takes a band down only while it sticks out: harshness about 3.4 kHz, mud about 290 Hz. */
import { type Biquad, bandPass } from './biquad.ts'
import { flush } from './denormals.ts'
import { SAMPLE_RATE_HZ, type StereoAudio } from './stereo.ts'

interface DynamicBandSettings {
  readonly hz: number
  readonly q: number
  readonly amount: number
  readonly maxCutDb: number
}

/** 0 … 1: up to 9 dB off 2–6 kHz. In place. */
export const deHarsh = (audio: StereoAudio, amount: number): void =>
  cutDynamically(audio, { hz: 3400, q: 0.7, amount, maxCutDb: 9 })

/** 0 … 1: up to 7 dB off 200–400 Hz. In place. */
export const deMud = (audio: StereoAudio, amount: number): void =>
  cutDynamically(audio, { hz: 290, q: 0.9, amount, maxCutDb: 7 })

const ATTACK = Math.exp(-1 / (0.004 * SAMPLE_RATE_HZ))
const RELEASE = Math.exp(-1 / (0.08 * SAMPLE_RATE_HZ))
const CONTROL = 16

/**
 * Subtracts a share of the band that grows with its level above its own average: 6 dB of cut per octave of level, on top
 * of a constant third of `maxCutDb`. In place; the band is filtered twice instead of being stored.
 */
function cutDynamically(audio: StereoAudio, settings: DynamicBandSettings): void {
  if (settings.amount <= 0) return
  const { left, right } = audio
  const section = bandPass(settings.hz, settings.q)
  const average = Math.sqrt((bandPower(left, section) + bandPower(right, section)) / 2)
  if (average < 1e-7) return
  const { b0, b2, a1, a2 } = section
  const length = left.length
  let l1 = 0
  let l2 = 0
  let r1 = 0
  let r2 = 0
  let envelope = 0
  let share = 0
  for (let start = 0; start < length; start += CONTROL) {
    const end = Math.min(length, start + CONTROL)
    const glide = (cutShare(envelope / average, settings) - share) / CONTROL
    for (let i = start; i < end; i++) {
      const l = left[i]
      const r = right[i]
      const bandLeft = b0 * l + l1
      const bandRight = b0 * r + r1
      l1 = l2 - a1 * bandLeft
      r1 = r2 - a1 * bandRight
      l2 = b2 * l - a2 * bandLeft
      r2 = b2 * r - a2 * bandRight
      const peak = Math.max(Math.abs(bandLeft), Math.abs(bandRight))
      envelope = peak + (envelope - peak) * (peak > envelope ? ATTACK : RELEASE)
      share += glide
      left[i] = l - share * bandLeft
      right[i] = r - share * bandRight
    }
    l1 = flush(l1)
    l2 = flush(l2)
    r1 = flush(r1)
    r2 = flush(r2)
    envelope = flush(envelope)
  }
}

/** Share of the band to take away at a level relative to its average. */
function cutShare(level: number, { amount, maxCutDb }: DynamicBandSettings): number {
  const octavesOver = level > 0.6 ? Math.log2(level / 0.6) : 0
  const cutDb = Math.min(maxCutDb, amount * (6 * octavesOver + 0.35 * maxCutDb))
  return 1 - 10 ** (-cutDb / 20)
}

function bandPower(samples: Float32Array, { b0, b2, a1, a2 }: Biquad): number {
  const length = samples.length
  let s1 = 0
  let s2 = 0
  let sum = 0
  for (let start = 0; start < length; start += CONTROL) {
    const end = Math.min(length, start + CONTROL)
    for (let i = start; i < end; i++) {
      const x = samples[i]
      const y = b0 * x + s1
      s1 = s2 - a1 * y
      s2 = b2 * x - a2 * y
      sum += y * y
    }
    s1 = flush(s1)
    s2 = flush(s2)
  }
  return sum / Math.max(1, length)
}
