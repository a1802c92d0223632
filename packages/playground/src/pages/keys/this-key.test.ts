import { expect, test } from 'vitest'
import { isThisKey } from './this-key.ts'

test('the key of this browser is told by how it begins', () => {
  expect(isThisKey({ prefix: 'wsk_1dln' }, 'wsk_1dlnRestOfIt')).toBe(true)
  expect(isThisKey({ prefix: 'wsk_y9Kx' }, 'wsk_1dlnRestOfIt')).toBe(false)
})

test('nobody signed in, or a key whose beginning is unknown, is no match', () => {
  expect(isThisKey({ prefix: 'wsk_1dln' }, undefined)).toBe(false)
  expect(isThisKey({ prefix: '' }, 'wsk_1dln')).toBe(false)
})
