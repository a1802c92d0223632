/**
 * Stereo width from mono to wide. Widening raises the side and adds a decorrelated copy of the mid to it, both only above
 * 220 Hz: bass that differs between the channels cancels on one loudspeaker.
 */
import { Random } from '../random.ts'
import { ANCHOR, FLUSH_BLOCK, flush } from './denormals.ts'
import { scaleSide } from './mid-side.ts'
import { SAMPLE_RATE_HZ, type StereoAudio } from './stereo.ts'

export interface WidthSettings {
  /** −1 mono … 0 as it is … 1 wide. */
  readonly width: number
  readonly seed: number
}

/** In place. Follow it with `boundSide`, which knows the limits. */
export function setWidth(audio: StereoAudio, { width, seed }: WidthSettings): void {
  if (width < 0) scaleSide(audio, Math.max(0, 1 + width))
  if (width > 0) widen(audio, width, new Random(seed, 'width'))
}

const HIGH_PASS = Math.exp((-2 * Math.PI * 220) / SAMPLE_RATE_HZ)
const ALL_PASS_DELAYS = [211, 337, 521, 887]
const ALL_PASS_GAIN = 0.6
const RING = 1024
const RING_MASK = RING - 1

function widen(audio: StereoAudio, width: number, random: Random): void {
  const { left, right } = audio
  const length = left.length
  const rings = ALL_PASS_DELAYS.map(() => new Float64Array(RING))
  const [ring0, ring1, ring2, ring3] = rings
  const [delay0, delay1, delay2, delay3] = ALL_PASS_DELAYS.map((delay) => Math.round(delay * random.range(0.9, 1.1)))
  const sideGain = 0.6 * width
  const midGain = 0.5 * width
  let before = 0
  let added = 0
  for (let start = 0; start < length; start += FLUSH_BLOCK) {
    const end = Math.min(length, start + FLUSH_BLOCK)
    for (let i = start; i < end; i++) {
      const mid = 0.5 * (left[i] + right[i])
      const side = 0.5 * (left[i] - right[i])
      const now = i & RING_MASK
      const old0 = ring0[(i - delay0) & RING_MASK]
      const kept0 = mid - ALL_PASS_GAIN * old0
      ring0[now] = kept0 + ANCHOR - ANCHOR
      const diffused0 = old0 + ALL_PASS_GAIN * kept0
      const old1 = ring1[(i - delay1) & RING_MASK]
      const kept1 = diffused0 - ALL_PASS_GAIN * old1
      ring1[now] = kept1 + ANCHOR - ANCHOR
      const diffused1 = old1 + ALL_PASS_GAIN * kept1
      const old2 = ring2[(i - delay2) & RING_MASK]
      const kept2 = diffused1 - ALL_PASS_GAIN * old2
      ring2[now] = kept2 + ANCHOR - ANCHOR
      const diffused2 = old2 + ALL_PASS_GAIN * kept2
      const old3 = ring3[(i - delay3) & RING_MASK]
      const kept3 = diffused2 - ALL_PASS_GAIN * old3
      ring3[now] = kept3 + ANCHOR - ANCHOR
      const addition = sideGain * side + midGain * (old3 + ALL_PASS_GAIN * kept3)
      added = HIGH_PASS * (added + addition - before)
      before = addition
      left[i] = mid + side + added
      right[i] = mid - side - added
    }
    added = flush(added)
  }
}
