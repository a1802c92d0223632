/** Mid (L+R)/2 and side (L−R)/2: the two halves of a stereo image. */
import type { Biquad } from './biquad.ts'
import { FLUSH_BLOCK, flush } from './denormals.ts'
import type { StereoAudio } from './stereo.ts'

/** Multiplies the side in place; 0 makes mono, in which both channels are equal bit for bit. */
export function scaleSide(audio: StereoAudio, gain: number): void {
  const { left, right } = audio
  const length = left.length
  for (let i = 0; i < length; i++) {
    const mid = 0.5 * (left[i] + right[i])
    const side = 0.5 * gain * (left[i] - right[i])
    left[i] = mid + side
    right[i] = mid - side
  }
}

/** Runs one section over the side alone, in place. */
export function filterSide(audio: StereoAudio, { b0, b1, b2, a1, a2 }: Biquad): void {
  const { left, right } = audio
  const length = left.length
  let s1 = 0
  let s2 = 0
  for (let start = 0; start < length; start += FLUSH_BLOCK) {
    const end = Math.min(length, start + FLUSH_BLOCK)
    for (let i = start; i < end; i++) {
      const mid = 0.5 * (left[i] + right[i])
      const side = 0.5 * (left[i] - right[i])
      const filtered = b0 * side + s1
      s1 = b1 * side + s2 - a1 * filtered
      s2 = b2 * side - a2 * filtered
      left[i] = mid + filtered
      right[i] = mid - filtered
    }
    s1 = flush(s1)
    s2 = flush(s2)
  }
}

/** Side over mid as a ratio of powers; 0 for silence and mono, Infinity when there is only side. */
export function sideToMid(audio: StereoAudio): number {
  const { left, right } = audio
  let mid = 0
  let side = 0
  for (let i = 0; i < left.length; i++) {
    mid += (left[i] + right[i]) ** 2
    side += (left[i] - right[i]) ** 2
  }
  return side === 0 ? 0 : side / mid
}
