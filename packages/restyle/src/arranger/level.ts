import { SAMPLE_RATE_HZ, type StereoAudio } from '../dsp/stereo.ts'

const FRAME = Math.round(0.05 * SAMPLE_RATE_HZ)
// Every second sample tells the power of 50 ms within 0.1 dB, at half the cost.
const STRIDE = 2
/** Frames more than 26 dB below the loudest count as pauses. */
const PAUSE_RATIO = 10 ** (-26 / 10)

/** Root mean square of a layer while it plays: over the 50 ms frames within 26 dB of the loudest. 0 for silence. */
export function activeRms({ left, right }: StereoAudio): number {
  const powers: number[] = []
  for (let start = 0; start < left.length; start += FRAME) {
    const end = Math.min(left.length, start + FRAME)
    let sum = 0
    for (let i = start; i < end; i += STRIDE) sum += left[i] * left[i] + right[i] * right[i]
    powers.push((sum * STRIDE) / (2 * (end - start)))
  }
  const loudest = powers.reduce((a, b) => Math.max(a, b), 0)
  if (loudest === 0) return 0
  const active = powers.filter((power) => power > loudest * PAUSE_RATIO)
  return Math.sqrt(active.reduce((sum, power) => sum + power, 0) / active.length)
}

/** Fades out the last `seconds`, so that a layer that is cut by the end of the piece ends at 0. */
export function fadeTail({ left, right }: StereoAudio, seconds: number): void {
  const fade = Math.min(left.length, Math.round(seconds * SAMPLE_RATE_HZ))
  for (let i = 0; i < fade; i++) {
    const gain = i / fade
    left[left.length - 1 - i] *= gain
    right[left.length - 1 - i] *= gain
  }
}
