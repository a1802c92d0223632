import { expect, test } from 'vitest'
import { SAMPLE_RATE_HZ } from '../dsp/stereo.ts'
import { impact, riser } from './hits.ts'
import { amplitudeAt, layerOf, monoOf, NEUTRAL, onsetsOf, peakOf, requestFor } from './layers.test.fixture.ts'
import { OneShots } from './one-shots.ts'

const shots = new OneShots()

test('an impact is a low sound that has died away at its end', () => {
  const samples = impact(shots, 0)
  const low = [32, 36, 40, 45].reduce((sum, hz) => sum + amplitudeAt(samples, hz), 0)
  const high = [2000, 3000, 4000, 5000].reduce((sum, hz) => sum + amplitudeAt(samples, hz), 0)
  expect(low).toBeGreaterThan(20 * high)
  expect(peakOf(samples.subarray(-2000))).toBeLessThan(0.01 * peakOf(samples))
})

test('a riser grows and brightens to its last tenth of a second, then stops without a click', () => {
  const samples = riser(shots, 2)
  const energy = (from: number, to: number) => {
    const part = samples.subarray(Math.round(from * SAMPLE_RATE_HZ), Math.round(to * SAMPLE_RATE_HZ))
    return part.reduce((sum, value) => sum + value * value, 0) / part.length
  }
  expect(energy(1.8, 1.95)).toBeGreaterThan(20 * energy(0.9, 1.05))
  expect(energy(0.9, 1.05)).toBeGreaterThan(4 * energy(0.2, 0.35))
  expect(Math.abs(samples[samples.length - 1])).toBeLessThan(1e-6)
})

test('impacts fall on every fourth bar, on every second when there is much of it, and on the ending', () => {
  const barsOf = (Lhit: number, seconds: number) => {
    const request = requestFor({ seconds, tempoBpm: 120, plan: { ...NEUTRAL, Lhit } })
    return onsetsOf(monoOf(layerOf(request, 'hits').audio), 8).map((onset) => Math.round(onset / 2))
  }
  expect(barsOf(0.2, 17)).toEqual([0, 4, 8])
  expect(new Set(barsOf(0.6, 13))).toEqual(new Set([0, 2, 4, 6]))
})
