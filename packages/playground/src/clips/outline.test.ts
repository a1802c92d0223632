import { expect, test } from 'vitest'
import { outlineOf, outlinePath, rangeBetween } from './outline.ts'

const outline = outlineOf({
  duration_seconds: 2,
  sample_rate: 48_000,
  loudness_lufs: -14,
  true_peak_dbtp: -1,
  channels: [
    { min: [0, -127, 0, -10], max: [0, 64, 10, 127] },
    { min: [-5, 0, 0, 0], max: [127, 0, 0, 0] },
  ],
})

test('both channels make one outline of full scale 1', () => {
  expect([...outline.highs].map((high) => Number(high.toFixed(2)))).toEqual([1, 0.5, 0.08, 1])
  expect([...outline.lows].map((low) => Number(low.toFixed(2)))).toEqual([-0.04, -1, 0, -0.08])
})

test('a stretch has the extremes of all slices that it touches, and one beyond the end has none', () => {
  expect(rangeBetween(outline, 0, 1)[0]).toBe(-1)
  expect(rangeBetween(outline, 1, 1.4)[1]).toBeCloseTo(10 / 127)
  expect(rangeBetween(outline, 1, 1.6)[1]).toBe(1)
  expect(rangeBetween(outline, 2.5, 3)).toEqual([0, 0])
})

test('the path runs along the highest samples and back along the lowest', () => {
  const path = outlinePath({ lows: Float32Array.of(-1, 0), highs: Float32Array.of(0, 0.5) })
  expect(path).toBe('M0 1.000L1 0.500L1 1.000L0 2.000Z')
  expect(outlinePath({ lows: Float32Array.of(), highs: Float32Array.of() })).toBe('')
})
