import { Random } from '../random.ts'
import { SAMPLE_RATE_HZ, type StereoAudio } from './stereo.ts'

export interface BeatEffectSettings {
  readonly amount: number
  readonly beatSeconds: readonly number[]
  readonly seed: number
}

const FALLBACK_BEAT_SECONDS = 0.5
// 2 ms of fade at both ends of a repeat: no click, and still an edge.
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

function repeat(samples: Float32Array, start: number, length: number, times: number): void {
  const piece = samples.slice(start, start + length)
  if (piece.length < length) return
  for (let i = 0; i < length; i++) piece[i] *= Math.min(1, i / EDGE, (length - i) / EDGE)
  for (let k = 0; k < times; k++) {
    const target = start + k * length
    if (target < samples.length) samples.set(piece.subarray(0, samples.length - target), target)
  }
}
