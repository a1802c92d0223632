import { expect, test } from 'vitest'
import { requireFinite } from './finite.ts'

test('the largest and the smallest numbers pass', () => {
  expect(() => requireFinite(Float32Array.of(3.4e38, -3.4e38, 1e-45, 0, -0), 'x')).not.toThrow()
  expect(() => requireFinite(new Float32Array(0), 'x')).not.toThrow()
})

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
  '%s anywhere is an error with a name',
  (bad) => {
    for (const place of [0, 1, 2]) {
      const values = Float32Array.of(1, 2, 3)
      values[place] = bad
      expect(() => requireFinite(values, 'the latents')).toThrow('the latents')
    }
  },
)
