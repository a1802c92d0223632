import { expect, test } from 'vitest'
import { formats } from '../i18n/format.ts'
import { placeOf, readout } from './readout.ts'

const WORDS = { off: 'off', semitones: (number: string) => `${number} st` }

test.each([
  ['dB', -14, 10, 1.5, '+1.5 dB'],
  ['dB', -14, 10, -3.04, '−3 dB'],
  ['dB/octave', -4.5, 4, 0, '0 dB'],
  ['octaves above 20 Hz', 0, 4.8, 0, 'off'],
  ['octaves above 20 Hz', 0, 4.8, 2, '80 Hz'],
  ['octaves below 20 kHz', 0, 5.6, 2, '5 kHz'],
  ['0 … 1', 0, 0.85, 0.4, '40 %'],
  ['-1 mono … 1 wide', -1, 1, -0.25, '−25 %'],
  ['log2 ratio', -1.4, 1, -0.3, '×0.81'],
  ['log2 of RT60 / 0.6 s', -2.5, 3.6, 0, '0.6 s'],
  ['log2 of RT60 / 0.6 s', -2.5, 3.6, 1, '1.2 s'],
  ['semitones', -12, 12, 3, '+3 st'],
  ['ms', 0, 110, 15, '15 ms'],
])('%s from %d to %d: %d is written %s', (unit, min, max, value, written) => {
  expect(readout({ unit, min, max }, value, formats('en'), WORDS)).toBe(written)
})

test('numbers are written as the language writes them', () => {
  expect(readout({ unit: 'dB', min: -14, max: 10 }, 1.5, formats('tr'), WORDS)).toBe('+1,5 dB')
})

test('a value has its place between the ends of its slider', () => {
  expect(placeOf({ min: -2, max: 2 }, 0)).toBe(0.5)
  expect(placeOf({ min: 0, max: 0.8 }, 2)).toBe(1)
})
