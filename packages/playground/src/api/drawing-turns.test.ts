import { expect, test } from 'vitest'
import { inTurns, isDrawing } from './drawing-turns.ts'

test('only so many run at a time, and of those that wait the newest goes first', async () => {
  const begun: string[] = []
  const ends: (() => void)[] = []
  const turn = inTurns(2)
  const all = ['a', 'b', 'c', 'd'].map((name) =>
    turn(() => {
      begun.push(name)
      return new Promise<void>((resolve) => ends.push(resolve))
    }),
  )
  await Promise.resolve()
  expect(begun).toEqual(['a', 'b'])
  for (let count = 0; count < all.length; count++) {
    ends[count]?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  await Promise.all(all)
  expect(begun).toEqual(['a', 'b', 'd', 'c'])
})

test('one that fails makes room all the same', async () => {
  const turn = inTurns(1)
  await expect(turn(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone')
  await expect(turn(() => Promise.resolve('next'))).resolves.toBe('next')
})

test('only pictures of clips take turns', () => {
  expect(isDrawing({ url: 'http://h/api/v3/media/peaks?url=x' })).toBe(true)
  expect(isDrawing({ url: 'http://h/api/v3/media/spectrogram?url=x' })).toBe(true)
  expect(isDrawing({ url: 'http://h/api/v3/media/uploads' })).toBe(false)
  expect(isDrawing({ url: 'http://h/api/v3/events' })).toBe(false)
})
