import { expect, test } from 'vitest'
import { copyOf, noise } from './signals.test.fixture.ts'
import { stutter } from './stutter.ts'

// 0.48 s: a beat whose half, quarter and eighth are whole samples.
const beatSeconds = Array.from({ length: 16 }, (_, beat) => 0.48 * beat)

/** Beats in which the second half repeats the first. */
function repeating(samples: Float32Array): number {
  return beatSeconds.filter((seconds) => {
    const start = Math.round(seconds * 44_100)
    const half = 10_584
    for (let i = start + 200; i < start + 1200; i++) if (samples[i] !== samples[i + half]) return false
    return true
  }).length
}

test('more of it repeats more beats, and the beats not drawn are untouched', () => {
  const counts = [0.2, 0.6, 1].map((amount) => {
    const audio = noise(8 * 44_100)
    stutter(audio, { amount, beatSeconds, seed: 1 })
    return repeating(audio.left)
  })
  expect(counts[0]).toBeLessThan(counts[2])
  expect(counts[2]).toBeGreaterThan(8)
  expect(counts[2]).toBeLessThan(16)
})

test('a beat at the very end of the clip is left as it is', () => {
  const audio = noise(1000)
  const before = copyOf(audio)
  stutter(audio, { amount: 1, beatSeconds: [0.01], seed: 1 })
  expect(audio).toEqual(before)
})
