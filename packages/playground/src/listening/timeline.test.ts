import fc from 'fast-check'
import { expect, test } from 'vitest'
import { following, lengthOf, momentAt, panned, placeOf, ticks, viewFrom, zoomed } from './timeline.ts'

const TOTAL = 60
const views = fc
  .tuple(fc.double({ min: 0, max: TOTAL, noNaN: true }), fc.double({ min: 0.3, max: TOTAL, noNaN: true }))
  .map(([start, length]) => viewFrom(start, length, TOTAL))

test('whatever is done to a view, it stays inside the clip', () => {
  const factors = fc.double({ min: 0.01, max: 100, noNaN: true })
  fc.assert(
    fc.property(views, factors, fc.double({ min: 0, max: 1, noNaN: true }), (view, factor, x) => {
      const anchor = momentAt(view, x)
      for (const next of [
        zoomed(view, factor, anchor, TOTAL),
        panned(view, (factor - 50) * 2, TOTAL),
        following(view, anchor, TOTAL),
      ]) {
        expect(next.start).toBeGreaterThanOrEqual(-1e-9)
        expect(next.end).toBeLessThanOrEqual(TOTAL + 1e-9)
        expect(lengthOf(next)).toBeGreaterThan(0.2)
      }
    }),
  )
})

test('zooming keeps the moment under the pointer where it is', () => {
  const view = zoomed({ start: 10, end: 30 }, 2, 15, TOTAL)
  expect(lengthOf(view)).toBeCloseTo(10)
  expect(placeOf(view, 15)).toBeCloseTo(placeOf({ start: 10, end: 30 }, 15))
})

test('a view moves on with a playhead that left it, and stays put otherwise', () => {
  const view = { start: 10, end: 20 }
  expect(following(view, 15, TOTAL)).toBe(view)
  expect(following(view, 20.1, TOTAL)).toEqual({ start: 20.1, end: 30.1 })
  expect(following(view, 58, TOTAL)).toEqual({ start: 50, end: 60 })
})

test('a ruler has round moments, and no more than fit', () => {
  expect(ticks({ start: 0, end: 30 }, 8)).toEqual([0, 5, 10, 15, 20, 25, 30])
  expect(ticks({ start: 3.21, end: 3.7 }, 6)).toEqual([3.3, 3.4, 3.5, 3.6, 3.7])
})
