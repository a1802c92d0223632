import { expect, test } from 'vitest'
import { createLatentsCache, latentsKey } from './latents-cache.ts'

test('the clip that was used longest ago goes first when room runs out', () => {
  const cache = createLatentsCache(3 * 4 * 10)
  for (const key of ['a', 'b', 'c']) cache.set(key, new Float32Array(10))
  cache.get('a')
  cache.set('d', new Float32Array(10))
  expect(['a', 'b', 'c', 'd'].filter((key) => cache.get(key))).toEqual(['a', 'c', 'd'])
})

test('a clip set again takes its room once', () => {
  const cache = createLatentsCache(2 * 4 * 10)
  for (const key of ['a', 'a', 'a', 'b']) cache.set(key, new Float32Array(10))
  expect(cache.get('a')).toBeDefined()
  expect(cache.get('b')).toBeDefined()
})

test('another sample, another channel order or another length is another key', () => {
  const left = Float32Array.of(1, 2, 3)
  const right = Float32Array.of(4, 5, 6)
  const key = latentsKey({ left, right }, 2)
  expect(latentsKey({ left: left.slice(), right: right.slice() }, 2)).toBe(key)
  expect(latentsKey({ left: right, right: left }, 2)).not.toBe(key)
  expect(latentsKey({ left, right }, 3)).not.toBe(key)
  expect(latentsKey({ left, right: Float32Array.of(4, 5, 7) }, 2)).not.toBe(key)
})
