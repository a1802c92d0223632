import { expect, test } from 'vitest'
import { firstStretch, nextStretch, partOf, positionAt } from './schedule.ts'

test('without a loop all that is left sounds once', () => {
  const first = firstStretch(5, 2, 10, undefined)
  expect(first).toEqual({ when: 5, from: 2, length: 8 })
  expect(nextStretch(first, undefined)).toBeUndefined()
})

test('a loop begins anew on the sample on which it ended, and the playhead jumps back with it', () => {
  const loop = { start: 3, end: 4.5 }
  const first = firstStretch(10, 4, 10, loop)
  const second = nextStretch(first, loop)
  expect(first).toEqual({ when: 10, from: 4, length: 0.5 })
  expect(second).toEqual({ when: 10.5, from: 3, length: 1.5 })
  expect(positionAt([first, second!], 10.25)).toBe(4.25)
  expect(positionAt([first, second!], 10.75)).toBe(3.25)
})

test('a playhead outside of the loop goes to its beginning', () => {
  expect(firstStretch(0, 8, 10, { start: 3, end: 4 }).from).toBe(3)
})

test('a clip that is shorter, or begins later on the time line, plays its part at the right moment', () => {
  const stretch = { when: 100, from: 0, length: 10 }
  expect(partOf(stretch, 4, 3)).toEqual({ when: 104, from: 0, length: 3 })
  expect(partOf({ when: 100, from: 5, length: 5 }, 4, 3)).toEqual({ when: 100, from: 1, length: 2 })
  expect(partOf({ when: 100, from: 8, length: 2 }, 4, 3)).toBeUndefined()
})
