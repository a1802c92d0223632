import { expect, test } from 'vitest'
import { timesAt } from './remaining-time.ts'

const live = { id: 'a', model: 'm', status: 'processing', stage: 'step', fraction: 0.5, elapsed_ms: 4000 } as const

test('the clock goes on between two events', () => {
  expect(timesAt({ ...live, remaining_ms: 6000, heardAt: 1000 }, 3500)).toEqual({
    elapsedSeconds: 6.5,
    remainingSeconds: 3.5,
  })
})

test('without an estimate none is made up', () => {
  expect(timesAt({ ...live, heardAt: 1000 }, 1000)).toEqual({ elapsedSeconds: 4 })
})

test('a run that takes longer than estimated is about to end, not overdue', () => {
  expect(timesAt({ ...live, remaining_ms: 500, heardAt: 0 }, 2000).remainingSeconds).toBe(1)
})

test('an estimate that was wrong by far is no longer shown', () => {
  expect(timesAt({ ...live, remaining_ms: 500, heardAt: 0 }, 9000).remainingSeconds).toBeUndefined()
})
