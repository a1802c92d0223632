import { expect, test } from 'vitest'
import { measurePace } from './pace.ts'

/** Remaining times told for a course of [milliseconds, fraction]. */
function told(course: readonly (readonly [number, number])[]): readonly (number | undefined)[] {
  let nowMs = 0
  const pace = measurePace(() => nowMs)
  return course.map(([atMs, fraction]) => {
    nowMs = atMs
    return pace.remainingMs(fraction)
  })
}

test('what remains follows from the pace of the render, not from how long the source took', () => {
  const course = [
    [0, 0],
    [60_000, 0.05],
    [64_000, 0.25],
    [70_000, 0.55],
  ] as const
  expect(told(course)).toEqual([undefined, undefined, 15_000, 9_000])
})

test('nothing is said before a tenth of the way, and while the bar stands still', () => {
  const course = [
    [0, 0.05],
    [500, 0.1],
    [9_000, 0.85],
    [12_000, 0.85],
  ] as const
  expect(told(course)).toEqual([undefined, undefined, 1_688, undefined])
})
