import { SAMPLE_RATE_HZ } from '@retimbre/media'
import { expect, test } from 'vitest'
import { spectrogramLevels } from './spectrogram.ts'

const SIZE = { width: 10, height: 96 }

function sine(hertz: number, amplitude: number, seconds = 2) {
  const length = seconds * SAMPLE_RATE_HZ
  return Float32Array.from({ length }, (_, n) => amplitude * Math.sin((2 * Math.PI * hertz * n) / SAMPLE_RATE_HZ))
}

function column(levels: Uint8Array, index: number): readonly number[] {
  return Array.from({ length: SIZE.height }, (_, row) => levels[row * SIZE.width + index])
}

const rowOf = (hertz: number): number => Math.floor(SIZE.height * (1 - Math.log(hertz / 30) / Math.log(20_000 / 30)))
const db = (level: number): number => (level / 255) * 90 - 90

test.each([
  [100, -20],
  [1_000, -20],
  [10_000, -6],
])('a sine of %d Hz at %d dB is a line at its pitch and of its level', (hertz, level) => {
  const samples = sine(hertz, 10 ** (level / 20))
  const middle = column(spectrogramLevels({ left: samples, right: samples }, SIZE), 5)
  const loudest = middle.indexOf(Math.max(...middle))
  expect(Math.abs(loudest - rowOf(hertz))).toBeLessThanOrEqual(1)
  // Between two bins a Hann window loses 1.4 dB at most.
  expect(db(middle[loudest])).toBeGreaterThan(level - 1.8)
  expect(db(middle[loudest])).toBeLessThan(level + 0.5)
  const far = middle.filter((_, row) => Math.abs(row - loudest) > 20)
  expect(Math.max(...far)).toBe(0)
})

test('channels that cancel each other are seen all the same, and silence is black', () => {
  const left = sine(1_000, 0.5)
  const opposite = spectrogramLevels({ left, right: left.map((sample) => -sample) }, SIZE)
  expect(db(Math.max(...column(opposite, 5)))).toBeGreaterThan(-8)
  const nothing = new Float32Array(SAMPLE_RATE_HZ)
  expect(Math.max(...spectrogramLevels({ left: nothing, right: nothing }, SIZE))).toBe(0)
})

test('a tone in the second half is in the right half of the picture alone', () => {
  const left = new Float32Array(4 * SAMPLE_RATE_HZ)
  left.set(sine(1_000, 0.5), 2 * SAMPLE_RATE_HZ)
  const levels = spectrogramLevels({ left, right: left }, SIZE)
  expect(Math.max(...column(levels, 3))).toBe(0)
  expect(db(Math.max(...column(levels, 7)))).toBeGreaterThan(-8)
})
