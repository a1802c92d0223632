/**
 * Look-ahead true-peak limiter: the gain that every sample needs, the minimum of it over the look-ahead by a monotone
 * queue, an exponential release, and a moving average as long as the look-ahead, so that the gain has arrived, without
 * a step, when the peak does.
 * The true peak is read only near the ceiling, where it can exceed it.
 */
import { GainSmoother, LATENCY } from './gain-smoother.ts'
import type { StereoAudio } from './stereo.ts'
import { truePeakNear } from './true-peak.ts'

// A sine at a quarter of the sample rate can pass its samples by 3 dB, a few cycles of something higher by a little more.
const NEAR = 0.6

export interface LimiterResult {
  /** Deepest gain that was applied; 1 when nothing had to be limited. */
  readonly minimumGain: number
}

// Gains are computed for stretches of 512 samples; a stretch in which nothing happens costs only its inspection.
const CHUNK = 512

/**
 * Limits in place so that the true peak stays at or below `ceiling` (amplitude, above 0); audio that never reaches it
 * is returned bit for bit. Needs no buffer that grows with the length. Cost: 1 to 3 ms per second of audio.
 */
export function limit(audio: StereoAudio, ceiling: number): LimiterResult {
  const { left, right } = audio
  const length = left.length
  const smoother = new GainSmoother()
  const gains = new Float64Array(CHUNK)
  let minimumGain = 1
  for (let start = 0; start < length + LATENCY; start += CHUNK) {
    gains.fill(1)
    const overLeft = lowerGains(gains, left, start, ceiling)
    const overRight = lowerGains(gains, right, start, ceiling)
    if (!overLeft && !overRight && smoother.isAtRest) continue
    minimumGain = Math.min(minimumGain, smoother.smooth(gains, overLeft || overRight))
    const from = Math.max(0, LATENCY - start)
    const to = Math.min(CHUNK, length + LATENCY - start)
    const offset = start - LATENCY
    for (let n = from; n < to; n++) {
      left[offset + n] *= gains[n]
      right[offset + n] *= gains[n]
    }
  }
  return { minimumGain }
}

/** Lowers the gains of a chunk to what this channel needs; whether any had to be lowered. */
function lowerGains(gains: Float64Array, samples: Float32Array, start: number, ceiling: number): boolean {
  const near = ceiling * NEAR
  const end = Math.min(samples.length, start + gains.length)
  const last = samples.length - 1
  let isOver = false
  let isNear = start < end && Math.abs(samples[start]) > near
  for (let i = start; i < end; i++) {
    // The waveform between two samples is read when either of them is near.
    const isNextNear = i < last && Math.abs(samples[i + 1]) > near
    if (isNear || isNextNear) {
      const peak = truePeakNear(samples, i)
      if (peak > ceiling) {
        gains[i - start] = Math.min(gains[i - start], ceiling / peak)
        isOver = true
      }
    }
    isNear = isNextNear
  }
  return isOver
}
