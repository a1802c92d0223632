/**
 * Look-ahead true-peak limiter: the gain that every sample needs, the minimum of it over the look-ahead by a monotone
 * queue, an exponential release, and a moving average as long as the look-ahead, so that the gain has arrived, without
 * a step, when the peak does.
 * The true peak is read only near the ceiling, where it can exceed it.
 */
import type { StereoAudio } from './stereo.ts'
import { truePeakNear } from './true-peak.ts'

// 96 samples = 2.2 ms: shorter distorts bass, longer is heard as a dip before the peak.
const LOOK_AHEAD = 96
const RING = 128
const RING_MASK = RING - 1
// 60 ms: faster follows the waveform of a bass note, slower pumps.
const RELEASE = 1 - Math.exp(-1 / (0.06 * 44_100))
// A sine at a quarter of the sample rate can pass its samples by 3 dB, a few cycles of something higher by a little more.
const NEAR = 0.6

export interface LimiterResult {
  /** Deepest gain that was applied; 1 when nothing had to be limited. */
  readonly minimumGain: number
}

/**
 * Limits in place so that the true peak stays at or below `ceiling` (amplitude, above 0); audio that never reaches it
 * is returned bit for bit. Needs no buffer that grows with the length. Cost: about 1 ms per second of audio.
 */
export function limit(audio: StereoAudio, ceiling: number): LimiterResult {
  const { left, right } = audio
  const length = left.length
  const near = ceiling * NEAR
  const first = Math.min(firstOver(left, ceiling, near), firstOver(right, ceiling, near))
  if (first === length) return { minimumGain: 1 }
  // The queue holds the positions of a rising run of needed gains; its head is the minimum of the window.
  const queuePosition = new Int32Array(RING)
  const queueGain = new Float64Array(RING)
  const history = new Float64Array(RING).fill(1)
  let head = 0
  let tail = 0
  let released = 1
  let sum = LOOK_AHEAD
  let minimumGain = 1
  // Position i enters the look-ahead while position i − LOOK_AHEAD + 1 leaves it and is written.
  const start = Math.max(0, first - LOOK_AHEAD)
  for (let i = start; i < length + LOOK_AHEAD - 1; i++) {
    let needed = 1
    if (i < length) {
      if (isNear(left, i, near)) needed = Math.min(needed, ceiling / truePeakNear(left, i))
      if (isNear(right, i, near)) needed = Math.min(needed, ceiling / truePeakNear(right, i))
    }
    while (tail > head && queueGain[(tail - 1) & RING_MASK] >= needed) tail--
    queuePosition[tail & RING_MASK] = i
    queueGain[tail & RING_MASK] = needed
    tail++
    const leaving = i - LOOK_AHEAD + 1
    if (queuePosition[head & RING_MASK] < leaving) head++
    const minimum = queueGain[head & RING_MASK]
    released = minimum < released ? minimum : released + (minimum - released) * RELEASE
    const slot = i & RING_MASK
    sum += released - history[(i - LOOK_AHEAD) & RING_MASK]
    history[slot] = released
    if (leaving < 0) continue
    const gain = sum / LOOK_AHEAD
    if (gain < minimumGain) minimumGain = gain
    left[leaving] *= gain
    right[leaving] *= gain
  }
  return { minimumGain }
}

/** Whether the waveform between this sample and the next comes close enough to be read exactly. */
function isNear(samples: Float32Array, index: number, near: number): boolean {
  const here = samples[index]
  if (here > near || here < -near) return true
  const next = samples[index + 1]
  return next > near || next < -near
}

/** Position of the first true peak above `ceiling`; the length when there is none. */
function firstOver(samples: Float32Array, ceiling: number, near: number): number {
  const length = samples.length
  for (let i = 0; i < length; i++) if (isNear(samples, i, near) && truePeakNear(samples, i) > ceiling) return i
  return length
}
