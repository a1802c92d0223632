import type { StereoAudio } from '@retimbre/media'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createNoise } from '../diffusion/noise.ts'
import { splice } from './splice.ts'

const SAMPLES = 2000
const FADE = 100

const SOURCE = noise(1)
const GENERATED = noise(2)

/** Within ±1, and never the same in two places. */
function noise(seed: number, samples = SAMPLES): StereoAudio {
  const draws = createNoise(seed)
  const channel = () => draws.normal(samples).map((value) => Math.tanh(value / 3))
  return { left: channel(), right: channel() }
}

const region = fc
  .tuple(fc.nat(SAMPLES), fc.nat(SAMPLES))
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }))

test('inside a region all is new, and farther than a fade from every region all is the source, bit for bit', () => {
  fc.assert(
    fc.property(fc.array(region, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 400 }), (regions, fade) => {
      const result = splice({ source: SOURCE, generated: GENERATED, regions, fadeSamples: fade })
      for (const side of ['left', 'right'] as const) {
        expect(result[side]).toHaveLength(SAMPLES)
        const wrong = result[side].findIndex((sample, index) => {
          const isNew = regions.some(({ start, end }) => index >= start && index < end)
          const isNear = regions.some(({ start, end }) => index >= start - fade && index < end + fade)
          if (isNew) return sample !== GENERATED[side][index]
          return isNear ? !(Math.abs(sample) <= 1) : sample !== SOURCE[side][index]
        })
        expect(wrong).toBe(-1)
      }
    }),
    { numRuns: 60 },
  )
})

test('a region of one sample has a fade on either side', () => {
  const result = splice({
    source: SOURCE,
    generated: GENERATED,
    regions: [{ start: 1000, end: 1001 }],
    fadeSamples: FADE,
  })
  const changed = result.left.filter((sample, index) => sample !== SOURCE.left[index])
  expect(changed.length).toBe(2 * FADE + 1)
})

test('a region that reaches an end of the clip has no seam there', () => {
  const whole = splice({ source: SOURCE, generated: GENERATED, regions: [{ start: 0, end: SAMPLES }] })
  expect(whole).toEqual(GENERATED)
  // Less is kept than a fade needs, so all of it is new.
  const nearlyWhole = [{ start: FADE - 1, end: SAMPLES - FADE + 1 }]
  expect(splice({ source: SOURCE, generated: GENERATED, regions: nearlyWhole, fadeSamples: FADE })).toEqual(GENERATED)
})

test('two regions with too little between them for two fades are joined, and others are not', () => {
  const between = (gap: number) => {
    const regions = [
      { start: 900 + gap, end: 1200 + gap },
      { start: 500, end: 900 },
    ]
    const { left } = splice({ source: SOURCE, generated: GENERATED, regions, fadeSamples: FADE })
    return left.subarray(900, 900 + gap)
  }
  expect(between(2 * FADE - 1)).toEqual(GENERATED.left.subarray(900, 900 + 2 * FADE - 1))
  expect(between(2 * FADE + 1)[FADE]).toBe(SOURCE.left[900 + FADE])
})

test('where both sides are the same nothing is heard of the seam', () => {
  const { left } = splice({
    source: SOURCE,
    generated: SOURCE,
    regions: [{ start: 700, end: 1200 }],
    fadeSamples: FADE,
  })
  const worst = left.reduce((most, sample, index) => Math.max(most, Math.abs(sample - SOURCE.left[index])), 0)
  expect(worst).toBeLessThan(1e-6)
})

test.each([
  ['have nothing in common', 0],
  ['half agree', 0.5],
  ['nearly agree', 0.95],
])('power is even across the seam when both sides %s', (_, share) => {
  const [source, other] = [noise(3, 60_000), noise(4, 60_000)]
  const mix = (side: 'left' | 'right') =>
    other[side].map((sample, index) => share * source[side][index] + Math.sqrt(1 - share ** 2) * sample)
  const generated = { left: mix('left'), right: mix('right') }
  const { left } = splice({ source, generated, regions: [{ start: 40_000, end: 60_000 }], fadeSamples: 20_000 })
  const power = (from: number, to: number) =>
    left.subarray(from, to).reduce((sum, sample) => sum + sample ** 2, 0) / (to - from)
  // The middle of the fade, where sine and cosine alone would be 1.8 and 2.9 dB too loud in the last two cases.
  const rise = 10 * Math.log10(power(27_000, 33_000) / power(0, 20_000))
  expect(Math.abs(rise)).toBeLessThan(0.3)
})

test('two opposed full-scale sides stay within full scale', () => {
  const full = { left: new Float32Array(SAMPLES).fill(1), right: new Float32Array(SAMPLES).fill(-1) }
  const half = { left: new Float32Array(SAMPLES).fill(1), right: new Float32Array(SAMPLES).fill(1) }
  const { left, right } = splice({ source: full, generated: half, regions: [{ start: 700, end: 1200 }] })
  expect(Math.max(...left, ...right)).toBe(1)
  expect(Math.min(...right)).toBeGreaterThanOrEqual(-1)
})

test('a source that ends early is followed by silence, into which the new part fades', () => {
  const short = { left: SOURCE.left.subarray(0, 500), right: SOURCE.right.subarray(0, 500) }
  const { left } = splice({
    source: short,
    generated: GENERATED,
    regions: [{ start: 700, end: 1200 }],
    fadeSamples: FADE,
  })
  expect(left.subarray(500, 600)).toEqual(new Float32Array(100))
  expect(left.subarray(1300)).toEqual(new Float32Array(700))
  expect(Math.abs(left[601])).toBeLessThan(0.03)
})
