import { expect, test } from 'vitest'
import { granulate } from './grains.ts'
import { amplitudeAt, noise, power, sine } from './signals.test.fixture.ts'
import { silence } from './stereo.ts'

test('a tone gets its octaves and keeps its pitch', () => {
  const audio = sine(500, 3 * 44_100)
  granulate(audio, { amount: 1, seed: 1 })
  for (const hz of [250, 500, 1000]) expect(amplitudeAt(audio.left, hz)).toBeGreaterThan(0.002)
  expect(amplitudeAt(audio.left, 700)).toBeLessThan(0.002)
})

test('a burst is scattered up to 0.9 s around its place, at both sides, and not farther', () => {
  const audio = silence(5 * 44_100)
  const burst = noise(8820)
  audio.left.set(burst.left, 2 * 44_100)
  audio.right.set(burst.right, 2 * 44_100)
  granulate(audio, { amount: 1, seed: 2 })
  expect(power(audio.left, 58_000, 83_000)).toBeGreaterThan(1e-5)
  expect(power(audio.left, 102_000, 127_000)).toBeGreaterThan(1e-5)
  expect(power(audio.left, 0, 26_000)).toBe(0)
  expect(power(audio.left, 159_000, 220_500)).toBe(0)
})

test('the level of steady sound hardly changes from chunk to chunk', () => {
  const audio = noise(6 * 44_100)
  granulate(audio, { amount: 0.8, seed: 3 })
  const levels = Array.from({ length: 5 }, (_, k) => power(audio.left, k * 44_100 + 20_000, (k + 1) * 44_100 + 20_000))
  expect(Math.max(...levels) / Math.min(...levels)).toBeLessThan(2)
})

test('no grain breaks off at an end of the clip', () => {
  const audio = silence(2 * 44_100)
  audio.left.fill(0.5)
  granulate(audio, { amount: 1, seed: 4 })
  // Twenty overlapping grains at full level rise and fall by no more than 0.005 a sample together.
  const steps = audio.left.map((value, i) => (i === 0 ? 0 : Math.abs(value - audio.left[i - 1])))
  expect(steps.reduce((most, step) => Math.max(most, step))).toBeLessThan(0.01)
})

test('a grain at half speed has no image of the tone in the treble', () => {
  const audio = sine(4000, 3 * 44_100)
  granulate(audio, { amount: 1, seed: 1 })
  expect(amplitudeAt(audio.left, 20_050)).toBeLessThan(0.03 * amplitudeAt(audio.left, 2000))
})
