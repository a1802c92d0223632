import { expect, test } from 'vitest'
import { Random } from '../random.ts'
import { realFft } from './fft.ts'
import { hannWindow, sineWindow } from './windows.ts'

/** The definition, summed plainly. */
function discreteFourierTransform(signal: Float64Array): { re: Float64Array; im: Float64Array } {
  const size = signal.length
  const re = new Float64Array(size / 2 + 1)
  const im = new Float64Array(size / 2 + 1)
  for (let k = 0; k <= size / 2; k++) {
    for (let n = 0; n < size; n++) {
      const angle = (-2 * Math.PI * ((k * n) % size)) / size
      re[k] += signal[n] * Math.cos(angle)
      im[k] += signal[n] * Math.sin(angle)
    }
  }
  return { re, im }
}

function noise(size: number): Float64Array {
  const random = new Random(7, 'fft-test')
  return Float64Array.from({ length: size }, () => random.signed())
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let largest = 0
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i] - b[i]))
  return largest
}

test.each([16, 32, 64, 128, 512, 1024, 2048])('the spectrum of %i samples is that of the definition', (size) => {
  const signal = noise(size)
  const expected = discreteFourierTransform(signal)
  const re = new Float64Array(size / 2 + 1)
  const im = new Float64Array(size / 2 + 1)
  realFft(size).forward(signal, re, im)
  expect(largestDifference(re, expected.re)).toBeLessThan(1e-11)
  expect(largestDifference(im, expected.im)).toBeLessThan(1e-11)
})

test.each([16, 32, 1024, 2048, 4096, 8192, 16384, 32768])('inverse undoes forward to 1e-12 at size %i', (size) => {
  const signal = noise(size)
  const re = new Float64Array(size / 2 + 1)
  const im = new Float64Array(size / 2 + 1)
  const back = new Float64Array(size)
  realFft(size).forward(signal, re, im)
  realFft(size).inverse(re, im, back)
  expect(largestDifference(signal, back)).toBeLessThan(1e-12)
})

test('a cosine on bin 5 lands in bin 5 with half its size as height', () => {
  const size = 64
  const signal = Float64Array.from({ length: size }, (_, n) => Math.cos((2 * Math.PI * 5 * n) / size))
  const re = new Float64Array(33)
  const im = new Float64Array(33)
  realFft(size).forward(signal, re, im)
  expect(re[5]).toBeCloseTo(32, 10)
  re[5] = 0
  expect(Math.max(...re.map(Math.abs), ...im.map(Math.abs))).toBeLessThan(1e-12)
})

test('a plan is made once', () => {
  expect(realFft(256)).toBe(realFft(256))
})

test('windows overlap to a constant', () => {
  const hann = hannWindow(64)
  const sine = sineWindow(64)
  for (let n = 0; n < 16; n++) {
    expect(hann[n] ** 2 + hann[n + 16] ** 2 + hann[n + 32] ** 2 + hann[n + 48] ** 2).toBeCloseTo(1.5, 12)
    expect(sine[n] ** 2 + sine[n + 32] ** 2).toBeCloseTo(1, 12)
  }
})
