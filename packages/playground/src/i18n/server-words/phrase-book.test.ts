import { expect, test } from 'vitest'
import { openPhraseBook } from './phrase-book.ts'

const words = openPhraseBook(
  {
    'It failed: {reason}': 'Olmadı: {reason}',
    'it is {seconds} s long; at most {most} s': '{seconds} sn; en çok {most} sn',
    'it is {what}': '{what}',
    'at most {most}: "{name}" makes {most}': '“{name}” {most} üretir',
    'left out: {layers}.': 'yok: {layers}.',
    'left out: nothing.': 'yok: hiçbiri.',
    drums: 'davul',
    '(a) costs 1.5$ [b]': 'a, b',
  },
  {
    spoken: new Set(['reason', 'layers']),
    written: (name, value) => (name === 'seconds' ? value.replace('.', ',') : value),
    language: 'tr',
  },
)

test.each([
  ['a sentence without values', 'left out: nothing.', 'yok: hiçbiri.'],
  ['values, each as it is written', 'it is 1.5 s long; at most 2.5 s', '1,5 sn; en çok 2.5 sn'],
  ['a sentence in a sentence', 'It failed: it is 3 s long; at most 2 s', 'Olmadı: 3 sn; en çok 2 sn'],
  ['a reason that is in no book', 'It failed: disk on fire', 'Olmadı: disk on fire'],
  ['a list of words, of which one is known', 'left out: drums, kazoo.', 'yok: davul, kazoo.'],
  ['a value that stands twice', 'at most 7: "x" makes 7', '“x” 7 üretir'],
  ['a name that is a word of the book', 'at most 7: "drums" makes 7', '“drums” 7 üretir'],
  ['signs that mean something in a pattern', '(a) costs 1.5$ [b]', 'a, b'],
  ['the end of a sentence as one of its own, with the capital of the language', 'It is it', 'İt'],
])('%s', (_, sentence, expected) => {
  expect(words(sentence)).toBe(expected)
})

test.each(['at most 7: "x" makes 8', 'left out', 'It failed:', '(a) costs 1x5$ [b]'])(
  '"%s" is in no book',
  (sentence) => {
    expect(words(sentence)).toBeUndefined()
  },
)
