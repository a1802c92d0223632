import { expect, test } from 'vitest'
import { momentsOf, readDaySpan } from './day-span.ts'

test('a span of one day reaches from its first to its last millisecond on the clock of the reader', () => {
  const { first, last } = momentsOf({ from: '2026-11-25', to: '2026-11-25' })
  expect(new Date(first ?? '').toLocaleString('sv')).toBe('2026-11-25 00:00:00')
  expect(Date.parse(last ?? '') - Date.parse(first ?? '')).toBe(24 * 3600 * 1000 - 1)
})

test('an open end asks for nothing', () => {
  expect(momentsOf({})).toEqual({})
  expect(Object.keys(momentsOf({ to: '2026-11-25' }))).toEqual(['last'])
})

test('what is no day is left out of a span', () => {
  expect(readDaySpan('yesterday', '2026-02-30T10')).toEqual({})
  expect(readDaySpan('2026-13-45', null)).toEqual({})
  expect(readDaySpan('2026-11-01', '')).toEqual({ from: '2026-11-01' })
})
