import { expect, test } from 'vitest'
import { mediaTags } from './tags.ts'

test('tags are one line: line ends of every kind and other control characters become a space', () => {
  expect(mediaTags({ title: 'a\r\nb\u0000c\u2028d\u2029e' }).title).toBe('a b c d e')
})

test('marks that turn text around or hide in it are taken out', () => {
  expect(mediaTags({ title: 'clip\u202egpj.\u202c\u2066x\u2069\u200f\u200b\ufeff' }).title).toBe('clipgpj.x')
})

test('the artist is the software unless told, and the facts of the making stand in the comment', () => {
  expect(mediaTags({ software: 'Retimbre', engine: 'embedded', seed: 7n })).toEqual({
    artist: 'Retimbre',
    software: 'Retimbre',
    comment: 'engine=embedded; seed=7',
  })
})

test('a tag is cut at 500 characters, never inside one', () => {
  expect(mediaTags({ title: '🎹'.repeat(600) }).title).toBe('🎹'.repeat(500))
})
