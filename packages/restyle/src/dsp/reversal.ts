import { Random } from '../random.ts'
import { SAMPLE_RATE_HZ, type StereoAudio } from './stereo.ts'
import type { BeatEffectSettings } from './stutter.ts'

// Above this the whole clip runs backwards instead of parts of it.
const WHOLE = 0.9
// 9 ms of fade at both ends of a reversed stretch.
const EDGE = 400

/** Turns pairs of beats drawn by chance around; near 1, the whole clip. In place. */
export function reverse(audio: StereoAudio, { amount, beatSeconds, seed }: BeatEffectSettings): void {
  if (amount <= 0) return
  if (amount > WHOLE) {
    audio.left.reverse()
    audio.right.reverse()
    return
  }
  const random = new Random(seed, 'reversal')
  for (let beat = 0; beat + 2 < beatSeconds.length; beat += 2) {
    if (random.unit() > amount) continue
    const start = Math.max(0, Math.round(beatSeconds[beat] * SAMPLE_RATE_HZ))
    const end = Math.round(beatSeconds[beat + 2] * SAMPLE_RATE_HZ)
    for (const samples of [audio.left, audio.right]) turnAround(samples, start, end)
  }
}

/** A little of the forward sound stays, so that the stretch doesn't fall into a hole at its edges. */
function turnAround(samples: Float32Array, start: number, end: number): void {
  const reversed = samples.slice(start, end).reverse()
  for (let i = 0; i < reversed.length; i++) {
    const edge = Math.min(1, i / EDGE, (reversed.length - 1 - i) / EDGE)
    samples[start + i] += edge * 0.85 * (reversed[i] - samples[start + i])
  }
}
