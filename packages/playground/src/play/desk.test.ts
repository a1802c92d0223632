import { expect, test } from 'vitest'
import { clipAt } from './desk.ts'

test.each([
  ['https://audio.example/a%20b.mp3?x=1', 'a b.mp3'],
  ['https://audio.example/100%.mp3', '100%.mp3'],
  ['https://audio.example/', 'https://audio.example/'],
])('the clip at %s is called %s', (url, name) => {
  expect(clipAt(url)).toEqual({ url, name })
})
