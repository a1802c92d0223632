import { SAMPLE_RATE_HZ, type StereoAudio } from '@retimbre/media'
import { expect, test } from 'vitest'
import { isEvenNoise } from './even-noise.ts'

const SECONDS = 3
const LENGTH = SECONDS * SAMPLE_RATE_HZ

/** White noise up to full scale, the same every time, in which each sample can be changed by a filter with memory. */
function noise(seed: number, shape: (sample: number, index: number) => number = (sample) => sample): Float32Array {
  let state = seed
  return Float32Array.from({ length: LENGTH }, (_, index) => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0
    return shape(state / 2 ** 31, index)
  })
}

/** One-pole low-pass: white noise becomes a distant waterfall, or with a high cut-off noise that is a little duller. */
function lowPass(cutoffHz: number, gain: number): (sample: number) => number {
  const pole = Math.exp((-2 * Math.PI * cutoffHz) / SAMPLE_RATE_HZ)
  let memory = 0
  return (sample) => {
    memory = (1 - pole) * sample + pole * memory
    return gain * memory
  }
}

/** Pink noise, -3 dB an octave: the sum of three one-pole filters (Kellet's economy form). */
function pink(): (sample: number) => number {
  let [slow, middle, fast] = [0, 0, 0]
  return (white) => {
    slow = 0.99765 * slow + white * 0.099046
    middle = 0.963 * middle + white * 0.2965164
    fast = 0.57 * fast + white * 1.0526913
    return 0.3 * (slow + middle + fast + white * 0.1848)
  }
}

const stereo = (shape: () => (sample: number, index: number) => number): StereoAudio => ({
  left: noise(1, shape()),
  right: noise(7, shape()),
})

test('loud white noise from beginning to end is told', () => {
  expect(isEvenNoise(stereo(() => (sample) => sample))).toBe(true)
  expect(isEvenNoise(stereo(() => (sample) => 0.3 * sample))).toBe(true)
})

test('static that a codec has cut off at 16 kHz and dulled a little is still static', () => {
  expect(isEvenNoise(stereo(() => lowPass(14_000, 1)))).toBe(true)
})

test.each<[string, () => (sample: number, index: number) => number]>([
  ['pink noise, as rain and wind have it', pink],
  ['a waterfall', () => lowPass(900, 4)],
  ['quiet hiss', () => (sample) => 0.05 * sample],
  ['surf that comes and goes', () => (sample, index) => sample * (0.55 + 0.4 * Math.sin(index / 20_000))],
  ['clapping', () => (sample, index) => sample * Math.exp(-(index % 5000) / 900)],
  ['noise that ends', () => (sample, index) => (index < LENGTH * 0.8 ? sample : 0)],
  ['a chord under a cymbal', () => (sample, index) => 0.15 * sample + 0.5 * Math.sin(index / 20)],
  ['silence', () => () => 0],
])('%s is not', (_, shape) => {
  expect(isEvenNoise(stereo(shape))).toBe(false)
})

test.each(['left', 'right'])('static in the %s channel alone is told', (broken) => {
  const noisy = noise(1)
  const right = Float32Array.from({ length: LENGTH }, (_, index) => 0.5 * Math.sin(index / 20))
  expect(isEvenNoise(broken === 'left' ? { left: noisy, right } : { left: right, right: noisy })).toBe(true)
})

test('a clip of no length is not', () => {
  expect(isEvenNoise({ left: new Float32Array(0), right: new Float32Array(0) })).toBe(false)
})
