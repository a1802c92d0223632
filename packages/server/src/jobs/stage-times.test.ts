import { expect, test } from 'vitest'
import { measureStages } from './stage-times.ts'

test('every stage has the time from its first sign to that of the next, and one that comes twice has the sum', () => {
  let nowMs = 1_000
  const times = measureStages(() => nowMs)
  for (const [stage, milliseconds] of [
    ['reading', 200],
    ['step', 30.4],
    ['step', 30.4],
    ['saving', 5],
    ['step', 10],
  ] as const) {
    times.enter(stage)
    nowMs += milliseconds
  }
  expect(times.end()).toEqual({ reading: 200, step: 71, saving: 5 })
})
