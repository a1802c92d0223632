/**
 * Where a text can be cut in two whose tokens, one after the other, are the tokens of the whole.
 *
 * Byte-pair merges join neighbours, so what happens to one letter may depend on letters far behind it. But between two
 * characters of which no merge ends with the one and begins with the other, nothing is ever joined: the two sides of that
 * place never hear of each other. In text such places are common (a space after a letter is one).
 */

import type { AddedToken, TokenizerFile } from './tokenizer-file.ts'

/** @returns the first place at or behind `from` where the text can be cut, as an index; undefined when there is none */
export type FindBoundary = (text: string, from: number) => number | undefined

/** @returns undefined for a tokenizer that does more than merge, of which nothing is known here */
export function tokenBoundaries(file: TokenizerFile): FindBoundary | undefined {
  if (!mergesAlone(file)) return undefined
  let joined: ReadonlySet<string> | undefined
  return (text, from) => {
    joined ??= joinedPairs(file)
    for (let at = from; at < text.length; at += 1) {
      const before = lastCharacter(text.slice(Math.max(0, at - 2), at))
      const after = firstCharacter(text.slice(at, at + 2))
      if (isWhole(before) && isWhole(after) && !joined.has(spaced(before + after))) return at
    }
    return undefined
  }
}

/** Byte-pair merges over the whole text at once, in which each space is written as `▁`. */
function mergesAlone({ model, normalizer, pre_tokenizer: splitter, added_tokens: added }: TokenizerFile): boolean {
  const {
    type,
    merges,
    ignore_merges: ignoresMerges,
    continuing_subword_prefix: prefix,
    end_of_word_suffix: end,
  } = model
  return (
    type === 'BPE' &&
    merges !== undefined &&
    !(ignoresMerges || prefix || end) &&
    isEqual(normalizer, { type: 'Replace', pattern: { String: ' ' }, content: SPACE }) &&
    // It splits at spaces, of which the replacement has left none.
    isEqual(splitter, { type: 'Split', pattern: { String: ' ' }, behavior: 'MergedWithPrevious', invert: false }) &&
    !added.some(({ lstrip, rstrip, single_word: isWord }: AddedToken) => lstrip || rstrip || isWord)
  )
}

/** Every two characters that may end up beside each other in one token because of what lies between them. */
function joinedPairs({ model, added_tokens: added }: TokenizerFile): Set<string> {
  const pairs = new Set<string>()
  for (const merge of model.merges ?? []) {
    const [left, right] = typeof merge === 'string' ? merge.split(' ', 2) : merge
    pairs.add(lastCharacter(left) + firstCharacter(right))
  }
  for (const { content } of added) {
    const characters = Array.from(spaced(content))
    for (let index = 1; index < characters.length; index += 1) pairs.add(characters[index - 1] + characters[index])
  }
  return pairs
}

const SPACE = '▁'
const spaced = (text: string): string => text.replaceAll(' ', SPACE)

const firstCharacter = (text: string): string => String.fromCodePoint(text.codePointAt(0) ?? 0)
const lastCharacter = (text: string): string => Array.from(text).at(-1) ?? ''

/** Not half of a pair of surrogates. */
const isWhole = (character: string): boolean => !/^[\ud800-\udfff]?$/.test(character)

const isEqual = (one: unknown, other: object): boolean =>
  typeof one === 'object' &&
  one !== null &&
  Object.entries(other).every(([key, value]) => JSON.stringify(Reflect.get(one, key)) === JSON.stringify(value))
