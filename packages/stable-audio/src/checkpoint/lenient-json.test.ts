import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lenientJson } from './lenient-json.ts'

test('values are found by their paths, in lists by their number', () => {
  const json = lenientJson({ a: { b: [{ c: 3 }, 'x'] }, on: true })
  expect(json.count('a.b.0.c')).toBe(3)
  expect(json.text('a.b.1')).toBe('x')
  expect(json.flag('on')).toBe(true)
  expect(json.at('a').items('b').at(0)?.number('c')).toBe(3)
})

test('a value of another kind is as good as absent', () => {
  const json = lenientJson({ count: '3', flag: 1, text: null, list: {}, zero: 0, half: 1.5, huge: 1e15 })
  expect([json.count('count'), json.flag('flag'), json.text('text')]).toEqual([undefined, undefined, undefined])
  expect([json.count('zero'), json.count('half'), json.count('huge')]).toEqual([undefined, undefined, undefined])
  expect(json.items('list')).toEqual([])
  expect(json.number('half.deeper')).toBeUndefined()
})

test('what is inherited is not there', () => {
  const json = lenientJson({ list: [] })
  expect(json.value('constructor')).toBeUndefined()
  expect(json.value('__proto__.toString')).toBeUndefined()
})

test('no value and no path makes it throw', () => {
  const path = fc.array(fc.constantFrom('a', '0', '', '__proto__', 'length')).map((parts) => parts.join('.'))
  fc.assert(
    fc.property(fc.anything(), path, (value, where) => {
      const json = lenientJson(value).at(where)
      json.items('a')
      expect(json.count('') ?? 1).toBeGreaterThanOrEqual(1)
    }),
  )
})
