import { expect, test } from 'vitest'
import { batched } from './batched.ts'

test('a lone call goes at once, and those that come meanwhile go together after it', async () => {
  const batches: (readonly number[])[] = []
  const double = batched<number, number>(async (items) => {
    batches.push(items)
    return items.map((item) => item * 2)
  })
  expect(await Promise.all([1, 2, 3, 4].map(double))).toEqual([2, 4, 6, 8])
  expect(batches).toEqual([[1], [2, 3, 4]])
})

test('a batch has its limit', async () => {
  const sizes: number[] = []
  const echo = batched<number, number>(async (items) => {
    sizes.push(items.length)
    return items
  }, 2)
  await Promise.all([1, 2, 3, 4, 5].map(echo))
  expect(sizes).toEqual([1, 2, 2])
})

test('one bad item fails alone', async () => {
  const check = batched<number, string>(async (items) => {
    if (items.includes(3)) throw new Error('three is bad')
    return items.map(String)
  })
  const results = await Promise.allSettled([1, 2, 3, 4].map(check))
  expect(results.map((result) => (result.status === 'fulfilled' ? result.value : result.reason.message))).toEqual([
    '1',
    '2',
    'three is bad',
    '4',
  ])
})
