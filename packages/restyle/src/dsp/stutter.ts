import { Random } from '../random.ts'
import { SAMPLE_RATE_HZ, type StereoAudio } from './stereo.ts'

export interface BeatEffectSettings {
  readonly amount: number
  readonly beatSeconds: readonly number[]
  readonly seed: number
}

const FALLBACK_BEAT_SECONDS = 0.5
// 2 ms of cross-fade at every seam: no click, and still an edge.
const EDGE = 90

/** On beats drawn by chance, the first half, quarter or eighth of the beat is repeated through it. In place. */
export function stutter(audio: StereoAudio, { amount, beatSeconds, seed }: BeatEffectSettings): void {
  if (amount <= 0) return
  const random = new Random(seed, 'stutter')
  beatSeconds.forEach((seconds, index) => {
    const chosen = random.unit() < 0.75 * amount
    const division = random.pick([2, 4, 4, 8])
    if (!chosen || seconds < 0) return
    const beat = ((beatSeconds[index + 1] ?? seconds + FALLBACK_BEAT_SECONDS) - seconds) * SAMPLE_RATE_HZ
    const start = Math.round(seconds * SAMPLE_RATE_HZ)
    for (const samples of [audio.left, audio.right]) repeat(samples, start, Math.round(beat / division), division)
  })
}

/** Each repeat, and what comes after the last, is faded in over what follows the piece in the original. */
function repeat(samples: Float32Array, start: number, length: number, times: number): void {
  const piece = samples.slice(start, start + length + EDGE)
  if (length < EDGE || piece.length < length + EDGE) return
  const after = start + times * length
  for (let target = start + length; target < after; target += length) {
    if (target >= samples.length) return
    samples.set(piece.subarray(0, Math.min(length, samples.length - target)), target)
    crossfade(samples, target, piece.subarray(length))
  }
  crossfade(samples, after, piece.subarray(length))
}

/** From `tail` to what lies at `at`, over the length of the tail. */
function crossfade(samples: Float32Array, at: number, tail: Float32Array): void {
  const count = Math.min(tail.length, samples.length - at)
  for (let i = 0; i < count; i++) samples[at + i] = tail[i] + (samples[at + i] - tail[i]) * (i / tail.length)
}
