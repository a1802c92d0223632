import { expect, test } from 'vitest'
import { keepMask, keptLatents, pasteLatents, type SampleRegion, sampleRegions } from './inpainting.ts'

const SECOND = 44_100

function maskOf(regions: readonly SampleRegion[], { samples = 12 * 4096, frames = 12 } = {}): string {
  return keepMask({ regions, samples, frames, samplesPerLatent: 4096 }).join('')
}

test('seconds become samples, cut off', () => {
  const regions = [
    { startSeconds: 1, endSeconds: 2.00001 },
    { startSeconds: 4, endSeconds: 5 },
  ]
  expect(sampleRegions(regions, 6 * SECOND)).toEqual([
    { start: SECOND, end: 2 * SECOND },
    { start: 4 * SECOND, end: 5 * SECOND },
  ])
})

test.each([
  [2, 1],
  [1, 1],
  [-1, 1],
  [5, 6.1],
  [Number.NaN, 1],
  [0, Number.NaN],
  [0, Number.POSITIVE_INFINITY],
])('a region of %s s to %s s in a clip of 6 s is refused with its limits', (startSeconds, endSeconds) => {
  const regions = [
    { startSeconds: 0, endSeconds: 1 },
    { startSeconds, endSeconds },
  ]
  expect(() => sampleRegions(regions, 6 * SECOND)).toThrow(/region 2 .* between 0 and 6 s/)
})

test('no region at all is refused', () => {
  expect(() => sampleRegions([], SECOND)).toThrow('at least one')
})

test('a frame is made anew when its first sample lies in a region', () => {
  expect(maskOf([{ start: 2 * 4096, end: 5 * 4096 }])).toBe('110001111111')
  expect(maskOf([{ start: 2 * 4096 + 1, end: 5 * 4096 + 1 }])).toBe('111000111111')
})

test('several regions may lie apart, touch or overlap', () => {
  const regions = [
    { start: 8 * 4096, end: 10 * 4096 },
    { start: 0, end: 4096 },
    { start: 4096, end: 3 * 4096 },
    { start: 2 * 4096, end: 4 * 4096 },
  ]
  expect(maskOf(regions)).toBe('000011110011')
})

test('what lies behind the wanted clip is made anew', () => {
  expect(maskOf([{ start: 0, end: 4096 }], { samples: 9 * 4096 + 1 })).toBe('011111111100')
})

test('a region between two frame starts takes the frame that it lies in', () => {
  expect(maskOf([{ start: 4096 + 10, end: 4096 + 20 }])).toBe('101111111111')
  expect(maskOf([{ start: 11 * 4096 + 1, end: 12 * 4096 }])).toBe('111111111110')
})

test('of the latents only the kept frames are told, of every channel', () => {
  const latents = Float32Array.of(1, 2, 3, 4, 5, 6)
  expect([...keptLatents(latents, Float32Array.of(1, 0, 1))]).toEqual([1, 0, 3, 4, 0, 6])
})

test('pasting puts back the kept frames of every channel and no other', () => {
  const generated = Float32Array.of(1, 2, 3, 4, 5, 6)
  pasteLatents(generated, Float32Array.of(10, 20, 30, 40, 50, 60), Float32Array.of(1, 0, 1))
  expect([...generated]).toEqual([10, 2, 30, 40, 5, 60])
})
