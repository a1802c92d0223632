import { expect, test } from 'vitest'
import { MediaError } from './errors.ts'
import { waveformPeaks } from './peaks.ts'

test('each slice holds the extremes of both channels', () => {
  const left = Float32Array.of(0.25, 0.5, -0.25, 0)
  const right = Float32Array.of(0, -0.5, 0.75, 0.125)
  const { min, max } = waveformPeaks({ left, right }, 2)
  expect([...min]).toEqual([-0.5, -0.25])
  expect([...max]).toEqual([0.5, 0.75])
})

test('slices cover every sample once when they do not divide the clip evenly', () => {
  const left = Float32Array.from({ length: 10 }, (_, index) => index)
  const { min, max } = waveformPeaks({ left, right: left }, 3)
  expect([...min]).toEqual([0, 3, 6])
  expect([...max]).toEqual([2, 5, 9])
})

test('more slices than samples repeat samples, and an empty clip is flat', () => {
  const left = Float32Array.of(1, -1)
  expect([...waveformPeaks({ left, right: left }, 4).max]).toEqual([1, 1, -1, -1])
  const nothing = new Float32Array(0)
  expect([...waveformPeaks({ left: nothing, right: nothing }, 2).min]).toEqual([0, 0])
})

test('an unusable number of slices is refused', () => {
  const left = Float32Array.of(1)
  for (const count of [0, -1, 1.5, Number.NaN]) {
    expect(() => waveformPeaks({ left, right: left }, count)).toThrow(MediaError)
  }
})
