import fc from 'fast-check'
import { expect, test } from 'vitest'
import { samplesOf } from '../diffusion/lengths.ts'
import { sampleRegions } from './inpainting.ts'
import { planOutpainting } from './outpainting.ts'

const SECOND = 44_100
const CLIP = { left: new Float32Array(4 * SECOND).fill(0.5), right: new Float32Array(4 * SECOND).fill(-0.5) }

test('a continuation keeps the clip and makes what follows it', () => {
  const plan = planOutpainting({ audio: CLIP, afterSeconds: 3, longestSeconds: 120 })
  expect(plan.durationSeconds).toBe(7)
  expect(plan.regions).toEqual([{ startSeconds: 4, endSeconds: 7 }])
  expect(plan.audio.left).toHaveLength(7 * SECOND)
  expect(plan.audio.left.subarray(0, 4 * SECOND).every((sample) => sample === 0.5)).toBe(true)
  expect(plan.audio.right.subarray(4 * SECOND).every((sample) => sample === 0)).toBe(true)
})

test('what comes before the clip moves it back', () => {
  const plan = planOutpainting({ audio: CLIP, beforeSeconds: 2, longestSeconds: 120 })
  expect(plan.durationSeconds).toBe(6)
  expect(plan.regions).toEqual([{ startSeconds: 0, endSeconds: 2 }])
  expect(plan.audio.right).toHaveLength(6 * SECOND)
  expect(plan.audio.right.subarray(0, 2 * SECOND).every((sample) => sample === 0)).toBe(true)
  expect(plan.audio.right.subarray(2 * SECOND).every((sample) => sample === -0.5)).toBe(true)
})

test('both sides of any clip leave all of its samples, and only those, outside the regions', () => {
  const lengths = fc.record({
    length: fc.integer({ min: 1, max: 5000 }),
    beforeSeconds: fc.double({ min: 0.001, max: 2, noNaN: true }),
    afterSeconds: fc.double({ min: 0.001, max: 2, noNaN: true }),
  })
  fc.assert(
    fc.property(lengths, ({ length, beforeSeconds, afterSeconds }) => {
      const audio = { left: new Float32Array(length).fill(1), right: new Float32Array(length).fill(1) }
      const plan = planOutpainting({ audio, beforeSeconds, afterSeconds, longestSeconds: 120 })
      const total = plan.audio.left.length
      expect(samplesOf(plan.durationSeconds)).toBe(total)
      const [before, after] = sampleRegions(plan.regions, total)
      expect(before).toEqual({ start: 0, end: samplesOf(beforeSeconds) })
      expect(after).toEqual({ start: before.end + length, end: total })
      expect(plan.audio.left.indexOf(1)).toBe(before.end)
      expect(plan.audio.left.lastIndexOf(1)).toBe(after.start - 1)
    }),
  )
})

test('a result that is too long is refused, with how much can be added', () => {
  const plan = () => planOutpainting({ audio: CLIP, beforeSeconds: 60, afterSeconds: 60, longestSeconds: 120 })
  expect(plan).toThrow(/is 124\.00 s; .* at most 120 s, so at most 116\.00 s can be added/)
})

test.each([
  { beforeSeconds: -1, message: 'beforeSeconds is -1' },
  { afterSeconds: Number.NaN, message: 'afterSeconds is NaN' },
  { afterSeconds: Number.POSITIVE_INFINITY, message: 'afterSeconds is Infinity' },
  { message: 'one must be more' },
])('impossible additions are refused: $message', ({ message, ...added }) => {
  expect(() => planOutpainting({ audio: CLIP, longestSeconds: 120, ...added })).toThrow(message)
})

test('an empty clip cannot be lengthened', () => {
  const audio = { left: new Float32Array(0), right: new Float32Array(0) }
  expect(() => planOutpainting({ audio, afterSeconds: 1, longestSeconds: 120 })).toThrow('is empty')
})
