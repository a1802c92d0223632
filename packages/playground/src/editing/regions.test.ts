import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Region, SHORTEST_REGION, tidied, withEdge, withoutRegion, withRegion } from './regions.ts'

const CLIP = 20
const moments = fc.double({ min: -5, max: 25, noNaN: true })
const anyRegions = fc.array(fc.record({ start: moments, end: moments }), { maxLength: 8 })

function expectTidy(regions: readonly Region[]): void {
  regions.forEach(({ start, end }, index) => {
    expect(end - start).toBeGreaterThanOrEqual(SHORTEST_REGION - 1e-6)
    expect(start).toBeGreaterThanOrEqual(-1e-9)
    expect(end).toBeLessThanOrEqual(CLIP + 1e-9)
    const next = regions[index + 1]
    if (next) expect(next.start).toBeGreaterThan(end)
  })
}

test('whatever is drawn, the regions are sorted, apart, long enough and within the clip', () => {
  fc.assert(fc.property(anyRegions, (regions) => expectTidy(tidied(regions, CLIP))))
})

test('a region drawn over others becomes one with them', () => {
  const regions = tidied(
    [
      { start: 1, end: 2 },
      { start: 5, end: 6 },
    ],
    CLIP,
  )
  expect(withRegion(regions, { start: 5.5, end: 1.5 }, CLIP)).toEqual([{ start: 1, end: 6 }])
})

test('edges move up to their neighbours, and no further', () => {
  fc.assert(
    fc.property(anyRegions, fc.nat(8), moments, fc.constantFrom('start', 'end'), (drawn, index, seconds, edge) => {
      const regions = tidied(drawn, CLIP)
      const moved = withEdge(regions, index, edge, seconds, CLIP)
      expectTidy(moved)
      expect(moved).toHaveLength(regions.length)
    }),
  )
})

test('a region that is taken away leaves the others alone', () => {
  expect(
    withoutRegion(
      [
        { start: 1, end: 2 },
        { start: 5, end: 6 },
      ],
      0,
    ),
  ).toEqual([{ start: 5, end: 6 }])
})
