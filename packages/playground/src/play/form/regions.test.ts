import { expect, test } from 'vitest'
import { nextRegion, regionsOf, wireRegions } from './regions.ts'

test('a request without regions makes its mask anew, by default the first five seconds', () => {
  expect(regionsOf({})).toEqual([{ start: 0, end: 5 }])
  expect(regionsOf({ mask_start_seconds: 2, mask_end_seconds: 4 })).toEqual([{ start: 2, end: 4 }])
})

test('regions take the place of the mask, none at all included', () => {
  expect(regionsOf({ mask_start_seconds: 2, regions: [{ start_seconds: 1, end_seconds: 3 }] })).toEqual([
    { start: 1, end: 3 },
  ])
  expect(regionsOf({ regions: [] })).toEqual([])
})

test('the wire gets tenths of a second, in order', () => {
  const regions = [
    { start: 6.04, end: 8 },
    { start: 1.26, end: 3 },
  ]
  expect(wireRegions(regions)).toEqual([
    { start_seconds: 1.3, end_seconds: 3 },
    { start_seconds: 6, end_seconds: 8 },
  ])
})

test('one more stretch begins behind the last', () => {
  expect(nextRegion([])).toEqual({ start: 0, end: 2 })
  expect(nextRegion([{ start: 1, end: 4 }])).toEqual({ start: 5, end: 7 })
})
