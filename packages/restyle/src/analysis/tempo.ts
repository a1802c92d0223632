import { clamp } from '../dsp/units.ts'
import type { OnsetEnvelope } from './onsets.ts'

/**
 * Tempo from the autocorrelation of the onset envelope.
 * A tempo is believed when onsets repeat after one beat, two and a bar, when half a beat is a place for onsets too, and
 * when kicks repeat after a bar; onsets that repeat after 2/3 or 4/3 of the beat speak against it, for then the beat is
 * 3/2 or 3/4 of the true one.
 * Source: Ellis 2007 (log-normal prior); the other terms are ours. Weights: searched over 208 synthetic loops of seven
 * rhythms, straight and swung, 70 to 170 BPM: 202 exact and 208 but for an octave, against 152 and 188 for Ellis's form.
 */
export interface Tempo {
  readonly bpm: number
  /** 0 … 1. */
  readonly confidence: number
}

const SLOWEST_BPM = 45
const FASTEST_BPM = 210
const STEP_BPM = 0.25
/** Where a tempo lies when nothing else decides; evidence of slower and faster beats is not equally strong, hence above 112. */
const PRIOR_BPM = 126
const PRIOR_OCTAVES = 0.85
const LONGEST_LAG_SECONDS = 5.4
/** Shorter clips hold too few beats to tell a tempo. */
const SHORTEST_CLIP_SECONDS = 2.5

/** Weight of the autocorrelation at each multiple of the beat. */
const EVIDENCE: readonly (readonly [beats: number, weight: number])[] = [
  [1 / 2, 0.4],
  [1, 1],
  [2, 0.2],
  [4, 0.7],
  [4 / 3, -0.4],
  [2 / 3, -0.6],
]
/** Weight of the autocorrelation of low onsets after a bar. */
const KICK_WEIGHT = 0.4

export function estimateTempo(envelope: OnsetEnvelope): Tempo {
  const { strength, rateHz } = envelope
  if (strength.length < rateHz * SHORTEST_CLIP_SECONDS) return { bpm: 100, confidence: 0 }
  const longestLag = Math.min(strength.length - 1, Math.round(rateHz * LONGEST_LAG_SECONDS))
  const periodicity = autocorrelation(strength, longestLag)
  const lowPeriodicity = autocorrelation(envelope.low, longestLag)
  let bestScore = 0
  let bestBpm = 100
  for (let bpm = SLOWEST_BPM; bpm <= FASTEST_BPM; bpm += STEP_BPM) {
    const score = tempoScore(periodicity, lowPeriodicity, (rateHz * 60) / bpm, bpm)
    if (score > bestScore) {
      bestScore = score
      bestBpm = bpm
    }
  }
  const beat = (rateHz * 60) / bestBpm
  const strongest = Math.max(at(periodicity, beat), at(periodicity, 2 * beat))
  // Steady textures have no onsets, and their normalised noise must not pass for a rhythm.
  const alive = clamp((envelope.rawDeviation - 0.18) / 0.15, 0, 1)
  return { bpm: bestBpm, confidence: clamp((strongest - 0.08) / 0.35, 0, 1) * alive }
}

function tempoScore(periodicity: Float64Array, low: Float64Array, beat: number, bpm: number): number {
  let score = KICK_WEIGHT * at(low, 4 * beat)
  for (const [beats, weight] of EVIDENCE) score += weight * at(periodicity, beats * beat)
  const octaves = Math.log2(bpm / PRIOR_BPM) / PRIOR_OCTAVES
  return Math.max(0, score) * Math.exp(-0.5 * octaves * octaves)
}

/** Linear interpolation between lags; nothing is known beyond the last. */
function at(periodicity: Float64Array, lag: number): number {
  const below = Math.floor(lag)
  if (below + 1 >= periodicity.length) return 0
  return periodicity[below] + (lag - below) * (periodicity[below + 1] - periodicity[below])
}

/** Unbiased, relative to lag 0, of the smoothed series less its mean: noise has none. */
function autocorrelation(strength: Float64Array, longestLag: number): Float64Array {
  const series = smoothedDeviation(strength)
  const frames = series.length
  const result = new Float64Array(longestLag + 1)
  for (let lag = 0; lag <= longestLag; lag++) {
    let sum = 0
    for (let t = lag; t < frames; t++) sum += series[t] * series[t - lag]
    result[lag] = sum / (frames - lag)
  }
  const power = result[0] + 1e-12
  for (let lag = 0; lag <= longestLag; lag++) result[lag] /= power
  return result
}

/** Smoothed over five frames: beats fall between frames, and a peak one frame wide would be missed at some tempi. */
function smoothedDeviation(strength: Float64Array): Float64Array {
  const last = strength.length - 1
  const mean = strength.reduce((sum, value) => sum + value, 0) / strength.length
  const result = new Float64Array(strength.length)
  for (let t = 0; t <= last; t++) {
    const near = strength[Math.max(0, t - 1)] + strength[Math.min(last, t + 1)]
    const far = strength[Math.max(0, t - 2)] + strength[Math.min(last, t + 2)]
    result[t] = (3 * strength[t] + 2 * near + far) / 9 - mean
  }
  return result
}
