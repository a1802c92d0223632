import { expect, test } from 'vitest'
import { contentKey, RecentValues } from './clip-cache.ts'

const clip = (change?: number) => {
  const left = Float32Array.from({ length: 1000 }, (_, i) => Math.sin(i))
  const right = left.slice()
  if (change !== undefined) right[change] += 1e-6
  return { left, right }
}

test('equal samples have one key, and a change of a single one has another', () => {
  const keys = [0, 1, 499, 999].map((change) => contentKey(clip(change)))
  expect(contentKey(clip())).toBe(contentKey(clip()))
  expect(new Set([contentKey(clip()), ...keys]).size).toBe(5)
})

test('clips that differ in the signs of two samples alone have different keys', () => {
  const keys = new Set([contentKey(clip())])
  for (let first = 0; first < 999; first++) {
    const { left, right } = clip()
    left[first] *= -1
    left[first + 1] *= -1
    keys.add(contentKey({ left, right }))
  }
  expect(keys.size).toBe(1000)
})

test('reversed polarity is another clip, of both channels and of one', () => {
  const { left, right } = clip(3)
  const flipped = { left: left.map((value) => -value), right: right.map((value) => -value) }
  const keys = [{ left, right }, flipped, { left: flipped.left, right }, { left, right: flipped.right }].map(contentKey)
  expect(new Set(keys).size).toBe(4)
})

test('exchanged channels are another clip', () => {
  const { left, right } = clip(3)
  expect(contentKey({ left: right, right: left })).not.toBe(contentKey({ left, right }))
})

test('the value that was not asked for longest is dropped first', () => {
  const values = new RecentValues<number>(2)
  values.set('a', 1)
  values.set('b', 2)
  values.get('a')
  values.set('c', 3)
  expect([values.get('a'), values.get('b'), values.get('c')]).toEqual([1, undefined, 3])
})
