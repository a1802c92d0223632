import { expect, test } from 'vitest'
import { copyOf, isSame, noise, sine } from './signals.test.fixture.ts'
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

test('no seam clicks: a tone never jumps, and a constant stays one', () => {
  const tone = sine(200, 8 * 44_100, 0.5)
  const constant = { left: new Float32Array(8 * 44_100).fill(0.5), right: new Float32Array(8 * 44_100).fill(0.5) }
  stutter(tone, { amount: 1, beatSeconds: beatSeconds.map((seconds) => 1.07 * seconds), seed: 1 })
  stutter(constant, { amount: 1, beatSeconds, seed: 1 })
  // The tone itself moves by 0.0143 a sample, a cross-fade between opposite phases by 0.0111.
  const steps = tone.left.map((value, i) => (i === 0 ? 0 : Math.abs(value - tone.left[i - 1])))
  expect(steps.reduce((most, step) => Math.max(most, step))).toBeLessThan(0.026)
  expect(isSame(tone, sine(200, 8 * 44_100, 0.5))).toBe(false)
  expect(constant.left.every((value) => value === 0.5)).toBe(true)
})
