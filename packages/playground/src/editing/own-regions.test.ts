import { expect, test } from 'vitest'
import { hasOwnRegions } from './own-regions.ts'

test('a request without regions or mask has none of its own, whatever else it says', () => {
  expect(hasOwnRegions({ prompt: 'rain' })).toBe(false)
  expect(hasOwnRegions({ regions: [] })).toBe(true)
  expect(hasOwnRegions({ mask_end_seconds: 3 })).toBe(true)
})
