import { beforeEach, expect, test, vi } from 'vitest'
import { storedValue } from './stored-value.ts'

const kept = new Map<string, string>()
beforeEach(() => {
  kept.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  })
})

const readNumber = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

test('a value outlives the page, and whoever watches is told', () => {
  const heard = vi.fn()
  const value = storedValue('zoom', 1, readNumber)
  const stop = value.subscribe(heard)
  value.set(3)
  stop()
  value.set(4)
  expect(heard).toHaveBeenCalledTimes(1)
  expect(storedValue('zoom', 1, readNumber).get()).toBe(4)
})

test.each(['no JSON', '"text"', 'null'])('what cannot be used (%s) is as good as nothing', (text) => {
  kept.set('retimbre-zoom', text)
  expect(storedValue('zoom', 1, readNumber).get()).toBe(1)
})

test('a browser that keeps nothing still works until the page is closed', () => {
  const refuse = (): never => {
    throw new Error('full')
  }
  vi.stubGlobal('localStorage', { getItem: refuse, setItem: refuse })
  const value = storedValue('zoom', 1, readNumber)
  value.set(2)
  expect(value.get()).toBe(2)
})
