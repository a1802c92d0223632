import { expect, test } from 'vitest'
import { isAlt, nameOf } from './shortcuts.ts'

type Held = Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey' | 'altGraph', boolean>>

const press = (key: string, { altGraph = false, ...held }: Held = {}) => {
  const none = { ctrlKey: false, metaKey: false, shiftKey: false, altKey: false }
  return { key, ...none, ...held, getModifierState: (name: string) => name === 'AltGraph' && altGraph }
}

test('keys are named alike on every system, and Shift alone changes no letter', () => {
  expect(nameOf(press('X', { shiftKey: true }))).toBe('x')
  expect(nameOf(press('z', { metaKey: true }))).toBe('Ctrl+z')
  expect(nameOf(press('Z', { ctrlKey: true, shiftKey: true }))).toBe('Ctrl+Shift+z')
  expect(nameOf(press(' '))).toBe(' ')
})

test.each([[{ altGraph: true }], [{ altGraph: true, ctrlKey: true, altKey: true }], [{ altKey: true }]])(
  'a bracket behind AltGr (%j) is a bracket',
  (held) => {
    const event = press('[', held)
    expect([nameOf(event), isAlt(event)]).toEqual(['[', false])
  },
)

test('a letter with Alt belongs to the browser', () => {
  expect(isAlt(press('l', { altKey: true }))).toBe(true)
})
