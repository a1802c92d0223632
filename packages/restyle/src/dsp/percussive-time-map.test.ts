import { expect, test } from 'vitest'
import { clicks, DRUM_PATTERNS, drumLoop, noise, samples } from '../analysis/synthetic.test.fixture.ts'
import { mapPercussion } from './percussive-time-map.ts'
import { rms, silence } from './stereo.ts'
import { outputAt, sourceAt, swingWarp } from './time-warp.ts'
import { toDb } from './units.ts'

const times = (from: number, to: number, step: number) =>
  Array.from({ length: Math.round((to - from) / step) }, (_, i) => from + i * step)

test.each([0.7, 1.25, 1.8])('clicks stretched by %f are whole and where they belong', (stretch) => {
  const output = mapPercussion(clicks(4, 0.5), {
    onsetsSeconds: times(0.5, 4, 0.5),
    outputLength: Math.round(4 * 44100 * stretch),
    stretch,
  })
  const peaks = [...output.left].flatMap((value, i) => (value > 0.8 ? [i / 44100] : []))
  expect(peaks.length).toBe(7)
  // The pre-roll moves with the slice unstretched: up to 6 ms × |stretch − 1|.
  peaks.forEach((peak, i) => {
    expect(Math.abs(peak - (i + 1) * 0.5 * stretch)).toBeLessThan(0.006)
  })
})

test('a swung map moves the off-beats alone', () => {
  const warp = swingWarp(times(0, 4, 1), 1, 0.15)
  const output = mapPercussion(clicks(4, 0.5), { onsetsSeconds: times(0.5, 4, 0.5), outputLength: samples(4), warp })
  const peaks = [...output.left].flatMap((value, i) => (value > 0.8 ? [i / 44100] : []))
  const expected = [0.65, 1, 1.65, 2, 2.65, 3]
  expected.forEach((seconds, i) => {
    expect(Math.abs(peaks[i] - seconds)).toBeLessThan(0.006)
  })
})

test('a drum loop keeps its level when stretched', () => {
  const loop = drumLoop(DRUM_PATTERNS.rock, 100, 6)
  const output = mapPercussion(loop, { onsetsSeconds: times(0, 6, 0.3), outputLength: samples(7.5), stretch: 1.25 })
  expect(Math.abs(toDb(rms(output) / rms(loop)))).toBeLessThan(1.5)
})

test('at the same speed the clip is copied, or cut to length', () => {
  const loop = noise(1)
  expect(mapPercussion(loop, { onsetsSeconds: [0.5], outputLength: 44100 }).left.join()).toBe(loop.left.join())
  expect(mapPercussion(loop, { onsetsSeconds: [0.5], outputLength: 1000 }).left).toEqual(loop.left.slice(0, 1000))
})

test.each([0, 1, 50, 2205])('a clip of %i samples is safe', (length) => {
  const output = mapPercussion(silence(length), { onsetsSeconds: [0, 0.01, 5], outputLength: 2 * length, stretch: 2 })
  expect(output.left.length).toBe(2 * length)
  expect(output.left.every(Number.isFinite)).toBe(true)
})

test('a time map is its own inverse, inside and outside its knots', () => {
  const warp = swingWarp([0.2, 0.9, 1.5], 1.2, 0.1)
  for (const sample of [-500, 0, 8820, 30000, 60000, 200000]) {
    expect(sourceAt(warp, outputAt(warp, sample))).toBeCloseTo(sample, 6)
  }
  expect(outputAt(warp, 0.9 * 44100)).toBeCloseTo(0.9 * 44100 * 1.2, 6)
})
