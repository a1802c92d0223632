import { expect, test } from 'vitest'
import { sanitise } from './sanitise.ts'
import { power, sine } from './signals.test.fixture.ts'
import { silence } from './stereo.ts'

test('what is not a number, infinite or absurdly loud becomes ordinary sound', () => {
  const audio = sine(440, 10_000)
  audio.left[100] = Number.NaN
  audio.left[200] = Number.POSITIVE_INFINITY
  audio.left[300] = Number.NEGATIVE_INFINITY
  audio.right[400] = 3e20
  sanitise(audio)
  for (const samples of [audio.left, audio.right]) expect(samples.every((sample) => Math.abs(sample) <= 8)).toBe(true)
  expect(power(audio.left, 1000)).toBeCloseTo(0.045, 2)
})

test('an offset is gone after half a second, and 20 Hz passes', () => {
  const audio = silence(44_100)
  audio.left.fill(0.5)
  audio.right.set(sine(20, 44_100).left)
  sanitise(audio)
  expect(Math.abs(audio.left[22_050])).toBeLessThan(1e-3)
  expect(power(audio.right, 22_050)).toBeGreaterThan(0.9 * 0.045)
})

test('an offset is gone from the first sample on, and leaves no thump', () => {
  const audio = silence(44_100)
  audio.left.fill(0.3)
  audio.right.set(sine(440, 44_100).left.map((value) => value - 0.4))
  sanitise(audio)
  expect(audio.left.every((value) => Math.abs(value) < 1e-6)).toBe(true)
  const tone = sine(440, 44_100).left
  expect(audio.right.every((value, i) => Math.abs(value - tone[i]) < 0.01)).toBe(true)
})

test('a low note that starts at its zero crossing still does', () => {
  const audio = sine(25, 44_100)
  sanitise(audio)
  expect(Math.abs(audio.left[0])).toBeLessThan(0.002)
})
