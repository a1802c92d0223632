import { expect, test } from 'vitest'
import { isBillingOff } from './billing-off.ts'

test('a balance of exactly a million means that nothing is charged', () => {
  expect(isBillingOff(1_000_000)).toBe(true)
  expect(isBillingOff(999_999.976)).toBe(false)
  expect(isBillingOff(0)).toBe(false)
})
