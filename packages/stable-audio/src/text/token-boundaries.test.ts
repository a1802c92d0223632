import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Tokenizer as PublishedTokenizer } from '@huggingface/tokenizers'
import { afterEach, expect, test, vi } from 'vitest'
import { tokenBoundaries } from './token-boundaries.ts'
import { loadTokenizer } from './tokenizer.ts'
import type { TokenizerFile } from './tokenizer-file.ts'

const FOLDER = fileURLToPath(new URL('../../fixtures/checkpoint-small/t5gemma-b-b-ul2/', import.meta.url))
const FILE = JSON.parse(readFileSync(join(FOLDER, 'tokenizer.json'), 'utf8')) as TokenizerFile & object
const PROMPTS = Object.keys(
  (JSON.parse(readFileSync(join(FOLDER, '../golden.json'), 'utf8')) as { tokens: object }).tokens,
)
const LONG = Array.from({ length: 60 }, (_, index) => `${PROMPTS[index % PROMPTS.length]} ${index} é𝄞🎹  so  on,`).join(
  ' ',
)

const encoded = (file: object, text: string): number[] =>
  new PublishedTokenizer(file, {}).encode(text, { add_special_tokens: false }).ids

afterEach(() => vi.restoreAllMocks())

test('the tokens of the two sides of every boundary are the tokens of the whole', () => {
  const boundary = tokenBoundaries(FILE)
  const text = LONG.slice(0, 700)
  const whole = encoded(FILE, text)
  let found = 0
  for (let at = boundary?.(text, 1); at !== undefined; at = boundary?.(text, at + 1)) {
    found += 1
    expect([...encoded(FILE, text.slice(0, at)), ...encoded(FILE, text.slice(at))], text.slice(at - 9, at)).toEqual(
      whole,
    )
  }
  expect(found).toBeGreaterThan(100)
})

test('no boundary lies inside a pair that a merge or an added piece joins, or inside a character', () => {
  const model = { ...FILE.model, merges: [['in', 't'], '▁ s'] as const }
  const added = [{ content: '\n\n' }]
  const boundary = tokenBoundaries({ ...FILE, model, added_tokens: added })
  expect([1, 2, 3].map((from) => boundary?.('nt s', from))).toEqual([2, 2, undefined])
  expect(boundary?.('\n\nq', 1)).toBe(2)
  expect(boundary?.('𝄞', 1)).toBeUndefined()
})

test('of a long prompt only the beginning is encoded, and its ids are those of the whole', () => {
  const text = LONG.repeat(14)
  expect(text.length).toBeGreaterThan(40_000)
  const wanted = encoded(FILE, text).slice(0, 256)
  const encode = vi.spyOn(PublishedTokenizer.prototype, 'encode')
  expect(loadTokenizer(FOLDER).encode(text)).toEqual(wanted)
  expect(Math.max(...encode.mock.calls.map((call: readonly unknown[]) => String(call[0]).length))).toBeLessThan(3000)
})

test('a beginning that makes too few tokens is taken longer, and one without boundaries whole', () => {
  const word = FILE.model.merges?.map((merge) => [merge].flat().join('')).sort((a, b) => b.length - a.length)[0] ?? ''
  const sparse = word.repeat(1000)
  expect(loadTokenizer(FOLDER).encode(sparse)).toEqual(encoded(FILE, sparse).slice(0, 256))
  const unbroken = 'in'.repeat(1500)
  expect(loadTokenizer(FOLDER).encode(unbroken)).toEqual(encoded(FILE, unbroken).slice(0, 256))
})

test('a tokenizer that does more than merge is never cut', () => {
  expect(tokenBoundaries(FILE)).toBeDefined()
  const stripping = [{ content: '<b>', lstrip: true }]
  for (const other of [
    { normalizer: { type: 'NFC' } },
    { pre_tokenizer: { type: 'Whitespace' } },
    { added_tokens: stripping },
    { model: { ...FILE.model, type: 'Unigram' } },
    { model: { ...FILE.model, end_of_word_suffix: '</w>' } },
  ]) {
    expect(tokenBoundaries({ ...FILE, ...other })).toBeUndefined()
  }
})
