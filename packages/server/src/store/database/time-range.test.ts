import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutAtHours } from './time-range.ts'

const at = (text: string): Date => new Date(`2026-07-01T${text}Z`)

test('a range is its whole hours and what is left at the ends', () => {
  expect(cutAtHours({ from: at('10:20:00'), before: at('13:05:00') })).toEqual({
    whole: { from: at('11:00:00'), before: at('13:00:00') },
    ends: [
      { from: at('10:20:00'), before: at('11:00:00') },
      { from: at('13:00:00'), before: at('13:05:00') },
    ],
  })
  expect(cutAtHours({ from: undefined, before: undefined })).toEqual({
    whole: { from: undefined, before: undefined },
    ends: [],
  })
})

test('every moment of a range, and no other, is in exactly one of its parts', () => {
  const moment = fc.integer({ min: 0, max: 20_000_000 }).map((milliseconds) => new Date(milliseconds))
  fc.assert(
    fc.property(fc.option(moment, { nil: undefined }), fc.option(moment, { nil: undefined }), moment, (...of) => {
      const [from, before, asked] = of
      const holds = (part: { from: Date | undefined; before: Date | undefined }, time: Date) =>
        (part.from === undefined || part.from <= time) && (part.before === undefined || time < part.before)
      const { whole, ends } = cutAtHours({ from, before })
      const hour = new Date(Math.floor(asked.getTime() / 3_600_000) * 3_600_000)
      const parts = [holds(whole, hour), ...ends.map((end) => holds(end, asked))].filter(Boolean)
      expect(parts.length).toBe(holds({ from, before }, asked) ? 1 : 0)
    }),
  )
})
