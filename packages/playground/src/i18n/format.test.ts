import { expect, test } from 'vitest'
import { formats } from './format.ts'

test.each([
  [7.5, 1, '0:07.5'],
  [59.96, 1, '1:00.0'],
  [125, 0, '2:05'],
  [-2, 1, '−0:02.0'],
  [-0.04, 1, '0:00.0'],
])('%d s of a clip are written with %d digits as %s', (seconds, digits, text) => {
  expect(formats('en').clock(seconds, digits)).toBe(text)
})
