import fc from 'fast-check'
import { expect, test } from 'vitest'
import { following, lengthOf, momentAt, panned, placeOf, ticks, viewFrom, zoomed } from './timeline.ts'

/** Of a clip that is continued before its beginning. */
const WHOLE = { start: -20, end: 40 }
const views = fc
  .tuple(fc.double({ min: -20, max: 40, noNaN: true }), fc.double({ min: 0.3, max: 60, noNaN: true }))
  .map(([start, length]) => viewFrom(start, length, WHOLE))

test('whatever is done to a view, it stays inside the clip', () => {
  const factors = fc.double({ min: 0.01, max: 100, noNaN: true })
  fc.assert(
    fc.property(views, factors, fc.double({ min: 0, max: 1, noNaN: true }), (view, factor, x) => {
      const anchor = momentAt(view, x)
      for (const next of [
        zoomed(view, factor, anchor, WHOLE),
        panned(view, (factor - 50) * 2, WHOLE),
        following(view, anchor, WHOLE),
      ]) {
        expect(next.start).toBeGreaterThanOrEqual(WHOLE.start - 1e-9)
        expect(next.end).toBeLessThanOrEqual(WHOLE.end + 1e-9)
        expect(lengthOf(next)).toBeGreaterThan(0.2)
      }
    }),
  )
})

test('zooming keeps the moment under the pointer where it is', () => {
  const view = zoomed({ start: 10, end: 30 }, 2, 15, WHOLE)
  expect(lengthOf(view)).toBeCloseTo(10)
  expect(placeOf(view, 15)).toBeCloseTo(placeOf({ start: 10, end: 30 }, 15))
})

test('a view moves on with a playhead that left it, and stays put otherwise', () => {
  const view = { start: 10, end: 20 }
  expect(following(view, 15, WHOLE)).toBe(view)
  expect(following(view, 20.1, WHOLE)).toEqual({ start: 20.1, end: 30.1 })
  expect(following(view, 38, WHOLE)).toEqual({ start: 30, end: 40 })
})

test('a ruler has round moments, and no more than fit', () => {
  expect(ticks({ start: 0, end: 30 }, 8)).toEqual([0, 5, 10, 15, 20, 25, 30])
  expect(ticks({ start: 3.21, end: 3.7 }, 6)).toEqual([3.3, 3.4, 3.5, 3.6, 3.7])
})
