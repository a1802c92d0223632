import { expect, test } from 'vitest'
import { Doubler } from './half-rate.ts'
import { amplitudeAt } from './layers.test.fixture.ts'

const sine = (length: number, turnsPerSample: number) =>
  Float32Array.from({ length }, (_, i) => Math.sin(2 * Math.PI * turnsPerSample * i))

function doubled(input: Float32Array, blockLength: number, length: number): Float32Array {
  const target = new Float32Array(length)
  const doubler = new Doubler(target, blockLength)
  for (let at = 0; at < input.length; at += blockLength) doubler.write(input.slice(at, at + blockLength))
  return target
}

test('a sine of 3 kHz at half rate becomes the same sine at full rate, without delay', () => {
  const half = sine(1024, 3000 / 22050)
  const full = sine(2000, 3000 / 44100)
  const result = doubled(half, 256, 2000)
  for (let i = 8; i < 1990; i++) expect(Math.abs(result[i] - full[i])).toBeLessThan(0.01)
})

test('how the stream is cut into blocks does not matter', () => {
  const half = sine(512, 0.07)
  expect(doubled(half, 512, 900)).toEqual(doubled(half, 32, 900))
})

test('a target of odd length is filled to its last sample and not beyond', () => {
  const result = doubled(new Float32Array(400).fill(1), 100, 701)
  expect(result[700]).toBeCloseTo(1)
  expect(result[699]).toBeCloseTo(1)
})

test('a tone of 5 kHz keeps its level within 0.15 dB and its image lies 35 dB lower', () => {
  const result = doubled(sine(24_000, 5000 / 22_050), 256, 44_100)
  const inner = result.subarray(4000, 40_000)
  expect(Math.abs(20 * Math.log10(amplitudeAt(inner, 5000)))).toBeLessThan(0.15)
  expect(20 * Math.log10(amplitudeAt(inner, 22_050 - 5000))).toBeLessThan(-35)
})
