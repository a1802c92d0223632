import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import {
  type Biquad,
  bandPass,
  filter,
  filterStereo,
  highPass,
  highShelf,
  lowPass,
  lowShelf,
  magnitudeDb,
  peaking,
} from './biquad.ts'
import { silence } from './stereo.ts'

/** Level of a filtered sine against the sine, over its second half, in dB. */
function measuredDb(biquad: Biquad, hz: number): number {
  const samples = Float32Array.from({ length: 44_100 }, (_, i) => Math.sin((2 * Math.PI * hz * i) / 44_100))
  const power = (part: Float32Array) => part.reduce((sum, x) => sum + x * x, 0)
  const before = power(samples.slice(22_050))
  filter(samples, biquad)
  return 10 * Math.log10(power(samples.slice(22_050)) / before)
}

test('each design has its textbook gain at its own frequency', () => {
  expect(magnitudeDb(peaking(1000, 0.9, 6), 1000)).toBeCloseTo(6, 6)
  expect(magnitudeDb(lowShelf(200, -8), 200)).toBeCloseTo(-4, 6)
  expect(magnitudeDb(lowShelf(200, -8), 6)).toBeCloseTo(-8, 1)
  expect(magnitudeDb(lowShelf(200, -8), 12_000)).toBeCloseTo(0, 1)
  expect(magnitudeDb(highShelf(4000, 5), 4000)).toBeCloseTo(2.5, 6)
  expect(magnitudeDb(highShelf(4000, 5), 21_000)).toBeCloseTo(5, 1)
  expect(magnitudeDb(lowPass(1000, Math.SQRT1_2), 1000)).toBeCloseTo(-3.01, 2)
  expect(magnitudeDb(highPass(1000, Math.SQRT1_2), 1000)).toBeCloseTo(-3.01, 2)
  expect(magnitudeDb(bandPass(700, 3), 700)).toBeCloseTo(0, 6)
})

test('a filtered sine has the level that the magnitude response promises', () => {
  for (const biquad of [
    peaking(500, 2, 9),
    lowShelf(300, 7),
    highShelf(2500, -9),
    lowPass(1800, 0.7),
    bandPass(900, 5),
  ])
    for (const hz of [120, 500, 1800, 7000]) expect(measuredDb(biquad, hz)).toBeCloseTo(magnitudeDb(biquad, hz), 2)
})

test('a stereo cascade equals its sections run one by one on each channel', () => {
  const random = new Random(1, 'noise')
  const audio = silence(3000)
  for (const channel of [audio.left, audio.right]) for (let i = 0; i < 3000; i++) channel[i] = random.signed()
  const left = audio.left.slice()
  const right = audio.right.slice()
  const sections = [peaking(300, 1, 4), lowShelf(100, 6), highPass(60, 0.7)]
  filterStereo(audio, sections)
  for (const section of sections) {
    filter(left, section)
    filter(right, section)
  }
  for (let i = 0; i < 3000; i++) {
    expect(audio.left[i]).toBeCloseTo(left[i], 5)
    expect(audio.right[i]).toBeCloseTo(right[i], 5)
  }
})

test('a bell or shelf of 0 dB returns its input bit for bit', () => {
  const random = new Random(2, 'noise')
  const samples = Float32Array.from({ length: 2000 }, () => random.signed())
  for (const section of [peaking(3200, 0.8, 0), lowShelf(62, 0), highShelf(11_500, 0)]) {
    const copy = samples.slice()
    filter(copy, section)
    expect(copy).toEqual(samples)
  }
})

test('every section stays stable over its whole range and dies away to exact silence', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 5, max: 22_000, noNaN: true }),
      fc.double({ min: 0.3, max: 12, noNaN: true }),
      fc.double({ min: -24, max: 24, noNaN: true }),
      (hz, q, gainDb) => {
        const slope = Math.min(1, q)
        const sections = [peaking(hz, q, gainDb), lowShelf(hz, gainDb, slope), highShelf(hz, gainDb, slope)]
        for (const section of [...sections, lowPass(hz, q), highPass(hz, q), bandPass(hz, q)]) {
          expect(Math.abs(section.a2)).toBeLessThan(1)
          expect(Math.abs(section.a1)).toBeLessThan(1 + section.a2)
        }
      },
    ),
    { seed: 1 },
  )
  const samples = new Float32Array(44_100)
  samples[0] = 1
  filter(samples, bandPass(1000, 2))
  expect(samples[44_099]).toBe(0)
})
