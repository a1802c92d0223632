import { expect, test } from 'vitest'
import { takenCoding } from './accept-encoding.ts'

test.each([
  ['gzip', 'gzip'],
  ['deflate, GZIP;q=0.5', 'gzip'],
  ['gzip, deflate, br', 'br'],
  ['gzip, br;q=0', 'gzip'],
  ['*', 'br'],
  ['gzip;q=0', undefined],
  ['gzip; q=0.0, *', 'br'],
  ['br;q=0, *', 'gzip'],
  ['*;q=0', undefined],
  ['deflate', undefined],
  ['', undefined],
  [undefined, undefined],
])('accept-encoding %j: %j', (header, taken) => {
  expect(takenCoding(header, ['br', 'gzip'])).toBe(taken)
})
