import { expect, test } from 'vitest'
import { DAYS_SHOWN, everyDay, firstMoment, topOfScale } from './days.ts'

const NOON = Date.parse('2026-03-01T12:00:00Z')

test('thirty days end today and have no gap, over the end of a month too', () => {
  const days = everyDay([{ date: '2026-02-28', amount: 0.5, count: 3, models: [] }], NOON)
  expect(days).toHaveLength(DAYS_SHOWN)
  expect(days.slice(-3).map(({ date }) => date)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01'])
  expect(days.at(-2)).toEqual({ date: '2026-02-28', cost: 0.5, runs: 3 })
  expect(days.at(-1)).toEqual({ date: '2026-03-01', cost: 0, runs: 0 })
})

test('the question begins where the first day does', () => {
  expect(firstMoment(NOON)).toBe('2026-01-31T00:00:00.000Z')
  expect(firstMoment(NOON).slice(0, 10)).toBe(everyDay([], NOON)[0]?.date)
})

test.each([
  [0, 1],
  [0.144, 0.15],
  [0.2, 0.2],
  [6, 6],
  [12, 15],
  [21, 30],
  [1000, 1000],
])('a scale for %d ends at %d', (highest, top) => {
  expect(topOfScale(highest)).toBeCloseTo(top)
})
