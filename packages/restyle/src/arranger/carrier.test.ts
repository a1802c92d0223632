import { expect, test } from 'vitest'
import { SAMPLE_RATE_HZ } from '../dsp/stereo.ts'
import { renderCarrier } from './carrier.ts'
import { evenGrid } from './grid.ts'
import { A_MINOR, chromaOf, peakOf } from './layers.test.fixture.ts'

const chord = { root: 5, minor: false, confidence: 1 }
const grid = evenGrid({
  ...{ tempoBpm: 120, durationSeconds: 3, swing: 0, key: A_MINOR, mode: 0, seed: 1 },
  chordAt: () => chord,
})
const request = { lengthSamples: 3 * SAMPLE_RATE_HZ, grid, key: A_MINOR, robot: false, seed: 1 }

test('a vocoder carrier sounds on the chord of the grid without a pause', () => {
  const samples = renderCarrier(request)
  expect(samples.length).toBe(request.lengthSamples)
  expect(samples.every(Number.isFinite)).toBe(true)
  const chroma = chromaOf(samples.subarray(20_000, 80_000), 48, 68)
  const strongest = chroma.map((energy, tone) => [energy, tone]).sort((a, b) => b[0] - a[0])
  expect(new Set(strongest.slice(0, 3).map(([, tone]) => tone))).toEqual(new Set([5, 9, 0]))
  for (let at = 1000; at + 2000 < samples.length; at += 2000) {
    expect(peakOf(samples.subarray(at, at + 2000))).toBeGreaterThan(0.1)
  }
})

test('a robot speaks on the root of the key alone', () => {
  const chroma = chromaOf(renderCarrier({ ...request, robot: true }).subarray(20_000, 80_000), 48, 60)
  expect(chroma.indexOf(1)).toBe(A_MINOR.root)
  expect(chroma[0]).toBeLessThan(0.1)
})

test('a carrier is the same for the same seed', () => {
  expect(renderCarrier(request)).toEqual(renderCarrier(request))
  expect(renderCarrier({ ...request, seed: 2 })).not.toEqual(renderCarrier(request))
})
