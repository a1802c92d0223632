import type { StereoAudio } from '@retimbre/media'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createNoise } from '../diffusion/noise.ts'
import { PEAK_MODES } from '../request.ts'
import { holdPeaks } from './peaks.ts'

const THRESHOLD = 0.977

function held(audio: StereoAudio, mode: 'limiter' | 'clamp' = 'limiter'): StereoAudio {
  const copy = { left: audio.left.slice(), right: audio.right.slice() }
  holdPeaks(copy, mode)
  return copy
}

function stereo(left: Float32Array, right: Float32Array = left.map((value) => value / 2)): StereoAudio {
  return { left, right }
}

function sine(samples: number, amplitude: number, period = 100): Float32Array {
  return Float32Array.from({ length: samples }, (_, index) => amplitude * Math.sin((2 * Math.PI * index) / period))
}

test('no sample leaves the limiter above its threshold, whatever goes in', () => {
  const loud = fc.float32Array({ maxLength: 700, noNaN: true, noDefaultInfinity: true })
  const music = fc.tuple(fc.nat(), fc.integer({ min: 16, max: 3000 }), fc.double({ min: 0.1, max: 30, noNaN: true }))
  const noise = music.map(([seed, length, level]) =>
    createNoise(seed)
      .normal(length)
      .map((value) => value * level),
  )
  fc.assert(
    fc.property(fc.oneof(loud, noise), (left) => {
      const result = held(stereo(left))
      expect(result.left.every((value) => Math.abs(value) <= THRESHOLD + 1e-6)).toBe(true)
      expect(result.right.every((value) => Math.abs(value) <= THRESHOLD + 1e-6)).toBe(true)
    }),
    { numRuns: 200 },
  )
})

test('audio below the threshold is left bit for bit, and so is what lies away from a peak', () => {
  const left = sine(5000, 0.97)
  const changed = (audio: Float32Array) =>
    [...held(stereo(audio)).left].findIndex((value, index) => value !== audio[index])
  expect(changed(left)).toBe(-1)
  left[2500] = 1.8
  // 7 blocks of 64 samples and a part of one.
  expect(changed(left)).toBeGreaterThan(2500 - 8 * 64)
  expect(changed(left.slice().reverse())).toBeGreaterThan(2500 - 8 * 64)
  expect(held(stereo(left)).left[2500]).toBeCloseTo(THRESHOLD, 5)
})

test('both channels are lowered as one, so the image stays', () => {
  const audio = stereo(sine(4000, 1.5), sine(4000, 0.4))
  const { left, right } = held(audio)
  for (const index of [525, 1025, 2025]) expect(right[index] / left[index]).toBeCloseTo(0.4 / 1.5, 5)
})

test('a steady tone is turned down and not bent, where a clamp bends it', () => {
  const tone = sine(8000, 1.4)
  const shapeError = (result: Float32Array) => {
    const peak = result.subarray(2000, 6000).reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    return Math.max(
      ...result.subarray(2000, 6000).map((value, index) => Math.abs(value / peak - tone[2000 + index] / 1.4)),
    )
  }
  expect(shapeError(held(stereo(tone)).left)).toBeLessThan(1e-3)
  expect(shapeError(held(stereo(tone), 'clamp').left)).toBeGreaterThan(0.2)
})

test('the gain moves in small steps, even into a lone peak', () => {
  const left = new Float32Array(6000).fill(0.5)
  left[3000] = 4
  const gains = held(stereo(left)).left.map((value, index) => value / left[index])
  const steepest = gains.reduce((most, gain, index) => Math.max(most, index ? Math.abs(gain - gains[index - 1]) : 0), 0)
  expect(steepest).toBeLessThan(0.005)
})

test('clamping cuts at full scale and changes nothing else', () => {
  const audio = stereo(Float32Array.of(0.5, -1.5, 1, 2, -1), Float32Array.of(0, 0.99, -3, 1e9, 0.1))
  expect(held(audio, 'clamp')).toEqual({
    left: Float32Array.of(0.5, -1, 1, 1, -1),
    right: Float32Array.of(0, Math.fround(0.99), -1, 1, Math.fround(0.1)),
  })
})

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('%s is an error and no audio', (bad) => {
  const broken = sine(500, 0.5)
  broken[321] = bad
  for (const mode of PEAK_MODES) {
    expect(() => held({ left: broken, right: sine(500, 0.5) }, mode)).toThrow('the left channel')
    expect(() => held({ left: sine(500, 0.5), right: broken }, mode)).toThrow('the right channel')
  }
})

test('audio of no length stays that', () => {
  for (const mode of PEAK_MODES) expect(held(stereo(new Float32Array(0)), mode).left).toHaveLength(0)
})
