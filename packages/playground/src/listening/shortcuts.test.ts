import { expect, test } from 'vitest'
import { nameOf } from './shortcuts.ts'

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey', boolean>> = {}) =>
  nameOf({ key, ctrlKey: false, metaKey: false, shiftKey: false, ...held })

test('keys are named alike on every system, and Shift alone changes no letter', () => {
  expect(press('X', { shiftKey: true })).toBe('x')
  expect(press('z', { metaKey: true })).toBe('Ctrl+z')
  expect(press('Z', { ctrlKey: true, shiftKey: true })).toBe('Ctrl+Shift+z')
  expect(press(' ')).toBe(' ')
})
