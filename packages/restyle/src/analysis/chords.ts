import type { ChromaFrames } from './chroma.ts'
import type { Chord, Key } from './facts.ts'
import { isInKey } from './key.ts'

/**
 * One triad for every span between grid times: 24 major and minor templates, smoothed by Viterbi.
 * Source: Fujishima 1999 (templates), Sheh and Ellis 2003 (Viterbi); bonuses by measurement.
 */
const STATES = 24
/** Chords whose three notes lie in the key are a little likelier. */
const IN_KEY_BONUS = 0.08
/** The bass usually plays the root. */
const BASS_BONUS = 0.15
/** What a change of chord has to gain. */
const CHANGE_COST = 0.22
/** Template norm: 1.1² + 1 + 0.9² under the root. */
const TEMPLATE_NORM = Math.sqrt(1.1 ** 2 + 1 + 0.9 ** 2)

/** @param gridSeconds ascending starts of the spans; the last span ends at `endSeconds` */
export function estimateChords(
  frames: ChromaFrames,
  gridSeconds: readonly number[],
  endSeconds: number,
  key: Key,
): Chord[] {
  const fits = gridSeconds.map((start, i) => spanFits(frames, start, gridSeconds[i + 1] ?? endSeconds, key))
  const path = viterbi(fits)
  return path.map((state, i) => ({ root: state % 12, minor: state >= 12, confidence: Math.min(1, fits[i][state]) }))
}

/** How well each of the 24 chords explains a span: 12 major, then 12 minor. */
function spanFits(frames: ChromaFrames, start: number, end: number, key: Key): Float64Array {
  const chroma = spanMean(frames.chroma, frames, start, end)
  const bass = spanMean(frames.bass, frames, start, end)
  const norm = Math.hypot(...chroma) + 1e-9
  const bassNorm = Math.hypot(...bass) + 1e-9
  const fits = new Float64Array(STATES)
  for (let state = 0; state < STATES; state++) {
    const root = state % 12
    const third = (root + (state >= 12 ? 3 : 4)) % 12
    const fifth = (root + 7) % 12
    const match = (1.1 * chroma[root] + chroma[third] + 0.9 * chroma[fifth]) / (norm * TEMPLATE_NORM)
    const diatonic = isInKey(root, key) && isInKey(third, key) && isInKey(fifth, key)
    fits[state] = match + (diatonic ? IN_KEY_BONUS : 0) + (BASS_BONUS * bass[root]) / bassNorm
  }
  return fits
}

/** Sum of the frames centred inside the span; the nearest frame when there is none. */
function spanMean(values: Float32Array, frames: ChromaFrames, start: number, end: number): Float64Array {
  const from = Math.max(0, Math.min(frames.frames - 1, Math.ceil(start * frames.rateHz - 1)))
  const to = Math.max(from + 1, Math.min(frames.frames, Math.ceil(end * frames.rateHz - 1)))
  const sum = new Float64Array(12)
  for (let t = from; t < to; t++) for (let i = 0; i < 12; i++) sum[i] += values[t * 12 + i]
  return sum
}

function viterbi(fits: readonly Float64Array[]): number[] {
  if (fits.length === 0) return []
  let score = Float64Array.from(fits[0])
  const cameFrom: Int8Array[] = []
  for (const fit of fits.slice(1)) {
    const best = strongest(score)
    const from = new Int8Array(STATES)
    const next = new Float64Array(STATES)
    for (let state = 0; state < STATES; state++) {
      const stays = score[state] >= score[best] - CHANGE_COST
      from[state] = stays ? state : best
      next[state] = fit[state] + (stays ? score[state] : score[best] - CHANGE_COST)
    }
    cameFrom.push(from)
    score = next
  }
  const path = [strongest(score)]
  for (let i = cameFrom.length - 1; i >= 0; i--) path.push(cameFrom[i][path[path.length - 1]])
  return path.reverse()
}

function strongest(score: Float64Array): number {
  let best = 0
  for (let state = 1; state < score.length; state++) if (score[state] > score[best]) best = state
  return best
}
