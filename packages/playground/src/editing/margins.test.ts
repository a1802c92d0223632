import fc from 'fast-check'
import { expect, test } from 'vitest'
import { marginFor, roomBeside } from './margins.ts'

test('there is always room beyond what is added, and it does not move with every step of a drag', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 380, noNaN: true }), (added) => {
      expect(marginFor(added, 380)).toBeGreaterThan(added)
    }),
  )
  expect(marginFor(0.4, 100)).toBe(marginFor(3.9, 100))
})

test('no more room is shown than can be filled', () => expect(marginFor(1, 2)).toBe(3))

test('no more can be added than a request may ask for, which counts in tenths', () => {
  expect(roomBeside(187.43, 380)).toBe(192.5)
  expect(roomBeside(379.9, 380)).toBe(0.1)
  expect(roomBeside(400, 380)).toBe(0)
})
