import { expect, test } from 'vitest'
import { stereoSine } from './testing/tones.ts'
import { truePeakDbtp } from './true-peak.ts'

const QUARTER_RATE_HZ = 44_100 / 4

test('a sine at a quarter of the rate, sampled beside its crests, peaks at 0 dBTP although no sample exceeds -3 dBFS', () => {
  const audio = stereoSine({ frequencyHz: QUARTER_RATE_HZ, seconds: 0.2, phaseRadians: Math.PI / 4 })
  const middle = audio.left.subarray(1000, 7000)
  expect(20 * Math.log10(middle.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0))).toBeCloseTo(-3.01, 2)
  // Where the sine starts abruptly the band-limited signal overshoots, so fade it in first.
  const faded = audio.left.map(
    (sample, index) => sample * Math.min(1, index / 2000, (audio.left.length - index) / 2000),
  )
  expect(Math.abs(truePeakDbtp({ left: faded, right: faded }))).toBeLessThan(0.02)
})

test('a sine sampled on its crests reads its sample peak', () => {
  const { left } = stereoSine({ frequencyHz: QUARTER_RATE_HZ, seconds: 0.1, amplitude: 0.5, phaseRadians: Math.PI / 2 })
  const faded = left.map((sample, index) => sample * Math.min(1, index / 1000, (left.length - index) / 1000))
  expect(truePeakDbtp({ left: faded, right: faded })).toBeCloseTo(-6.02, 1)
})

test('the louder channel decides', () => {
  const loud = stereoSine({ frequencyHz: 500, seconds: 0.1, amplitude: 0.8 }).left
  const soft = loud.map((sample) => sample / 8)
  expect(truePeakDbtp({ left: soft, right: loud })).toBe(truePeakDbtp({ left: loud, right: soft }))
  expect(truePeakDbtp({ left: soft, right: loud })).toBeCloseTo(20 * Math.log10(0.8), 1)
})

test('a peak at the very first and the very last sample is found', () => {
  for (const index of [0, 999]) {
    const samples = new Float32Array(1000)
    samples[index] = 0.5
    expect(truePeakDbtp({ left: samples, right: samples })).toBeCloseTo(20 * Math.log10(0.5), 5)
  }
})

test('skipping blocks loses no peak: two equal half-samples in a soft clip peak between them', () => {
  const samples = new Float32Array(5000).fill(0.001)
  samples[3333] = 0.5
  samples[3334] = 0.5
  // Half-way between two equal samples an endless sinc gives 2 * sinc(0.5) = 1.273 times their level.
  const endless = 20 * Math.log10(0.5 * 1.273)
  expect(Math.abs(truePeakDbtp({ left: samples, right: samples }) - endless)).toBeLessThan(0.1)
})

test('silence and an empty clip have no peak', () => {
  const silence = new Float32Array(500)
  expect(truePeakDbtp({ left: silence, right: silence })).toBe(Number.NEGATIVE_INFINITY)
  const nothing = new Float32Array(0)
  expect(truePeakDbtp({ left: nothing, right: nothing })).toBe(Number.NEGATIVE_INFINITY)
})
