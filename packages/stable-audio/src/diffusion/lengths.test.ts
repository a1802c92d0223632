import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type LengthOptions, longestSamples, planLengths, samplesOf, secondsOf } from './lengths.ts'

const SMALL: LengthOptions = {
  durationSeconds: 1,
  paddingSeconds: 6,
  sampleSize: 1292 * 4096,
  samplesPerLatent: 4096,
  align: 8192,
}
const MEDIUM = { ...SMALL, sampleSize: 4096 * 4096 }

test.each([
  ['small', SMALL, 1, 76, 11, 75],
  ['small', SMALL, 5, 120, 54, 118],
  ['small', SMALL, 10, 174, 108, 172],
  ['small', SMALL, 30, 388, 323, 387],
  ['small', SMALL, 60, 712, 646, 710],
  ['small', SMALL, 120, 1292, 1292, 1292],
  ['medium', MEDIUM, 120, 1358, 1292, 1356],
  ['medium', MEDIUM, 180, 2004, 1938, 2002],
  ['medium', MEDIUM, 300, 3296, 3230, 3294],
  ['medium', MEDIUM, 380, 4096, 4092, 4096],
])('%s, %# of the published table', (_, model, durationSeconds, frames, effectiveFrames, validFrames) => {
  const samples = durationSeconds * 44_100
  expect(planLengths({ ...model, durationSeconds })).toEqual({ frames, effectiveFrames, validFrames, samples })
})

test('without padding the clip alone is made, in an even number of frames', () => {
  expect(planLengths({ ...SMALL, durationSeconds: 3, paddingSeconds: 0 })).toEqual({
    frames: 34,
    effectiveFrames: 33,
    validFrames: 33,
    samples: 132_300,
  })
})

test('the valid frames hold every wanted sample, and the frames all of the valid ones', () => {
  const lengths = fc.record({
    durationSeconds: fc.double({ min: 0.001, max: 120, noNaN: true }),
    paddingSeconds: fc.double({ min: 0, max: 20, noNaN: true }),
  })
  fc.assert(
    fc.property(lengths, (drawn) => {
      const { frames, validFrames, samples } = planLengths({ ...SMALL, ...drawn })
      expect(validFrames * 4096).toBeGreaterThanOrEqual(samples)
      expect(frames).toBeGreaterThanOrEqual(validFrames)
      expect(frames % 2).toBe(0)
    }),
  )
})

test.each([0, -1, Number.NaN, 120.01, 1e-6])(
  '%s s on a small checkpoint is refused with its limit',
  (durationSeconds) => {
    expect(() => planLengths({ ...SMALL, durationSeconds })).toThrow('at most 120.0')
  },
)

test('a padding below 0 is refused', () => {
  expect(() => planLengths({ ...SMALL, paddingSeconds: -1 })).toThrow('paddingSeconds is -1')
})

test('every number of samples survives the way to seconds and back', () => {
  const samples = fc.integer({ min: 0, max: 4096 * 4096 })
  fc.assert(
    fc.property(samples, (count) => samplesOf(secondsOf(count)) === count),
    { numRuns: 2000 },
  )
})

test('a plain quotient loses a sample somewhere, which is why there is a function for it', () => {
  const lost = Array.from({ length: 500 }, (_, count) => count).find((count) => samplesOf(count / 44_100) !== count)
  expect(lost).toBeDefined()
})

test('a rest of a latent at the end of what a model can make is not promised', () => {
  const odd = { ...SMALL, sampleSize: 10 * 4096 + 4095, paddingSeconds: 0 }
  expect(() => planLengths({ ...odd, durationSeconds: 1 })).toThrow('at most 0.9')
  const { frames, samples } = planLengths({ ...odd, durationSeconds: secondsOf(10 * 4096) })
  expect([frames, samples]).toEqual([10, 10 * 4096])
})

test('the longest clip is whole latents', () => {
  expect(longestSamples({ sampleSize: 3 * 4096 + 4095, samplesPerLatent: 4096 })).toBe(3 * 4096)
  expect(longestSamples({ sampleSize: 3 * 4096, samplesPerLatent: 4096 })).toBe(3 * 4096)
})
