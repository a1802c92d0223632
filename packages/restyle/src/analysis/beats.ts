import { SAMPLE_RATE_HZ, type StereoAudio } from '../dsp/stereo.ts'
import { attackTime } from './attack-time.ts'
import { frameSeconds, type OnsetEnvelope } from './onsets.ts'

/**
 * Beats by dynamic programming: the sequence that collects the most onset strength at the steadiest spacing.
 * Source: Ellis, Beat tracking by dynamic programming, 2007. T envelope frames.
 */

/** Cost of an interval one octave off the period is this times (ln 2)². */
const TIGHTNESS = 100
const SMOOTHING_FRAMES = 1.2
/** A beat within two frames of a clear onset is that onset. */
const SNAP_FRAMES = 2
const SNAP_THRESHOLD = 1

export function trackBeats(envelope: OnsetEnvelope, bpm: number, audio: StereoAudio): number[] {
  const { strength, rateHz } = envelope
  const frames = beatFrames(smoothed(strength), (rateHz * 60) / bpm)
  const durationSeconds = audio.left.length / SAMPLE_RATE_HZ
  const beats: number[] = []
  for (const frame of frames) {
    const seconds = beatSeconds(strength, frame, audio)
    const previous = beats[beats.length - 1]
    if (seconds < durationSeconds && (previous === undefined || seconds > previous + 0.1)) beats.push(seconds)
  }
  return beats
}

/** Median spacing over spans of four beats: a steadier tempo than the autocorrelation gives. undefined under nine beats. */
export function beatPeriodSeconds(beats: readonly number[]): number | undefined {
  if (beats.length < 9) return undefined
  const spans = beats.slice(4).map((beat, i) => (beat - beats[i]) / 4)
  spans.sort((a, b) => a - b)
  return spans[spans.length >> 1]
}

function beatFrames(strength: Float64Array, period: number): number[] {
  const total = strength.length
  const shortest = Math.max(1, Math.round(period * 0.5))
  const longest = Math.round(period * 2)
  const cost = new Float64Array(longest + 1)
  for (let gap = shortest; gap <= longest; gap++) cost[gap] = -TIGHTNESS * Math.log(gap / period) ** 2
  const score = new Float64Array(total)
  const previous = new Int32Array(total).fill(-1)
  for (let t = 0; t < total; t++) {
    let best = 0
    for (let gap = shortest; gap <= longest && gap <= t; gap++) {
      const candidate = score[t - gap] + cost[gap]
      if (candidate > best) {
        best = candidate
        previous[t] = t - gap
      }
    }
    score[t] = strength[t] + best
  }
  let last = total - 1
  for (let t = Math.max(0, total - longest); t < total; t++) if (score[t] > score[last]) last = t
  const beats: number[] = []
  for (let t = last; t >= 0; t = previous[t]) beats.push(t)
  return beats.reverse()
}

function smoothed(strength: Float64Array): Float64Array {
  const result = new Float64Array(strength.length)
  const kernel = [-3, -2, -1, 0, 1, 2, 3].map((j) => Math.exp(-0.5 * (j / SMOOTHING_FRAMES) ** 2))
  for (let t = 0; t < strength.length; t++) {
    for (let j = Math.max(-3, -t); j <= Math.min(3, strength.length - 1 - t); j++) {
      result[t] += strength[t + j] * kernel[j + 3]
    }
  }
  return result
}

function beatSeconds(strength: Float64Array, frame: number, audio: StereoAudio): number {
  let peak = frame
  const to = Math.min(strength.length - 1, frame + SNAP_FRAMES)
  for (let t = Math.max(0, frame - SNAP_FRAMES); t <= to; t++) if (strength[t] > strength[peak]) peak = t
  return strength[peak] > SNAP_THRESHOLD ? attackTime(audio, frameSeconds(peak)) : frameSeconds(frame)
}
