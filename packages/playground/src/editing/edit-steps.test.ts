import { expect, test } from 'vitest'
import { NO_STEPS, redone, stepped, undone } from './edit-steps.ts'

test('steps are taken back in turn, and made again, until something new is done', () => {
  const two = stepped(stepped(NO_STEPS as typeof NO_STEPS & { past: number[]; future: number[] }, 1), 2)
  const back = undone(two, 3)
  expect(back?.value).toBe(2)
  expect(undone(back!.steps, 2)?.value).toBe(1)
  expect(redone(back!.steps, 2)?.value).toBe(3)
  expect(redone(stepped(back!.steps, 2), 9)).toBeUndefined()
  expect(undone(NO_STEPS, 1)).toBeUndefined()
})
