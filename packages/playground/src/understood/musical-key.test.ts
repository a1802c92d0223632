import { expect, test } from 'vitest'
import { musicalKey } from './musical-key.ts'

test('keys are named as musicians of the language name them', () => {
  expect(musicalKey('Eb minor', 'en')).toBe('E♭ minor')
  expect(musicalKey('F# major', 'tr')).toBe('Fa diyez majör')
  expect(musicalKey('A minor', 'tr')).toBe('La minör')
  expect(musicalKey('something else', 'tr')).toBe('something else')
})
