import { expect, test } from 'vitest'
import { keyIn } from './key-in.ts'

test.each([
  ['wsk_abc-1', 'wsk_abc-1'],
  ['  wsk_abc-1\n', 'wsk_abc-1'],
  ['http://127.0.0.1:8787/#key=wsk_abc-1', 'wsk_abc-1'],
  ['Authorization: Bearer wsk_abc-1', 'wsk_abc-1'],
  ['bearer wsk_abc-1', 'wsk_abc-1'],
  ['"wsk_abc-1"', 'wsk_abc-1'],
])('%j holds the key %j', (pasted, key) => {
  expect(keyIn(pasted)).toBe(key)
})

test.each([[''], ['   '], ['two words'], ['ключ']])('%j holds none', (pasted) => {
  expect(keyIn(pasted)).toBeUndefined()
})
