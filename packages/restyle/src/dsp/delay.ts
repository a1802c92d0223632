import { ANCHOR, flush } from './denormals.ts'
import { SAMPLE_RATE_HZ, type StereoAudio } from './stereo.ts'

export interface EchoSettings {
  /** 0 … 1: level of the echoes. */
  readonly amount: number
  /** Time of one echo, in step with the tempo. */
  readonly seconds: number
  /** 0.1 … 0.85: what is left of an echo in the next. */
  readonly feedback: number
}

// Every round trip through the loop loses treble, as tape does (one-pole, about 3 kHz).
const DAMPING = 0.35

/** Adds the echoes of `send` to `target`, in place: they bounce between the sides and grow darker. */
export function addEchoes(target: StereoAudio, send: StereoAudio, { amount, seconds, feedback }: EchoSettings): void {
  if (amount <= 0) return
  const { left, right } = target
  const { left: sendLeft, right: sendRight } = send
  const length = Math.min(left.length, sendLeft.length)
  const delay = Math.max(64, Math.round(seconds * SAMPLE_RATE_HZ))
  const lineLeft = new Float32Array(delay)
  const lineRight = new Float32Array(delay)
  const crossFeedback = Math.min(0.95, feedback + 0.1)
  const gain = 1.2 * amount
  let darkLeft = 0
  let darkRight = 0
  for (let start = 0; start < length; start += delay) {
    const count = Math.min(delay, length - start)
    for (let n = 0; n < count; n++) {
      const i = start + n
      darkLeft += DAMPING * (lineLeft[n] - darkLeft)
      darkRight += DAMPING * (lineRight[n] - darkRight)
      lineLeft[n] = 0.35 * (sendLeft[i] + sendRight[i]) + feedback * darkRight + ANCHOR - ANCHOR
      lineRight[n] = crossFeedback * darkLeft + ANCHOR - ANCHOR
      left[i] += gain * darkLeft
      right[i] += gain * darkRight
    }
    darkLeft = flush(darkLeft)
    darkRight = flush(darkRight)
  }
}
