import { expect, test } from 'vitest'
import { placementOf } from './placement.ts'

test('time that was added before a source moves nothing but the beginning of the whole', () => {
  const results = [
    { before: 0, seconds: 15 },
    { before: 4, seconds: 14 },
  ]
  const { heard, whole } = placementOf({ clipSeconds: 10, margin: { before: 6, after: 11 }, results })
  expect(heard).toEqual({ start: -4, end: 15 })
  expect(whole).toEqual({ start: -6, end: 21 })
})

test('a desk on which nothing is known yet has a time line all the same', () => {
  const nothing = placementOf({ clipSeconds: 0, margin: { before: 0, after: 0 }, results: [{ before: 0, seconds: 0 }] })
  expect(nothing).toEqual({ heard: { start: 0, end: 1 }, whole: { start: 0, end: 1 } })
})
