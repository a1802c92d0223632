import { flush } from './denormals.ts'
import { SAMPLE_RATE_HZ, type StereoAudio } from './stereo.ts'
import { fromDb } from './units.ts'

export interface CompressorSettings {
  /** 0 none … 1: threshold from 6 dB above to 8 dB below the reference, ratio 1 … 6. */
  readonly amount: number
  /** RMS of the programme; the threshold is relative to it. */
  readonly referenceRms: number
}

const ATTACK = Math.exp(-1 / (0.008 * SAMPLE_RATE_HZ))
const RELEASE = Math.exp(-1 / (0.14 * SAMPLE_RATE_HZ))
// The gain is computed every 16 samples and moves in straight lines between.
const CONTROL = 16

/** Linked stereo peak compressor, no make-up gain, in place. The image doesn't move. */
export function compress(audio: StereoAudio, { amount, referenceRms }: CompressorSettings): void {
  if (amount <= 0) return
  const { left, right } = audio
  const length = left.length
  const threshold = referenceRms * fromDb(6 - 14 * amount)
  const exponent = 1 / (1 + 5 * amount) - 1
  let envelope = 0
  let gain = 1
  for (let start = 0; start < length; start += CONTROL) {
    const end = Math.min(length, start + CONTROL)
    for (let i = start; i < end; i++) {
      const l = Math.abs(left[i])
      const r = Math.abs(right[i])
      const peak = l > r ? l : r
      envelope = peak + (envelope - peak) * (peak > envelope ? ATTACK : RELEASE)
    }
    envelope = flush(envelope)
    const glide = ((envelope > threshold ? (envelope / threshold) ** exponent : 1) - gain) / CONTROL
    for (let i = start; i < end; i++) {
      gain += glide
      left[i] *= gain
      right[i] *= gain
    }
  }
}
