import type { Lexicon, Modifier } from './lexicon.ts'
import type { Matcher, TermMatch } from './matcher.ts'
import { isThing } from './things.ts'
import { TURKISH_POSTFIX_MODIFIERS, withoutTurkishLetters } from './turkish.ts'
import { isAlternative, isFiller, isJoin, isSourceWord, isTurn } from './vocabulary.ts'

/** A clause as a row of things that matter to its meaning. */
export type ClauseItem =
  | TermItem
  | { readonly kind: 'modifier'; readonly modifier: Modifier; readonly surface: string }
  | { readonly kind: 'join'; readonly alternative: boolean }
  | { readonly kind: 'turn' }
  | { readonly kind: 'filler'; readonly source: boolean }
  | { readonly kind: 'unknown'; readonly word: string }

export interface TermItem {
  readonly kind: 'term'
  readonly match: TermMatch
  readonly thing: boolean
}

const MAX_MODIFIER_TOKENS = 3

/** Sorts the tokens of one clause; a phrase of the lexicon wins over a modifier, a modifier over a single word. */
export function itemsOf(clause: string, lexicon: Lexicon, matcher: Matcher): ClauseItem[] {
  const tokens = clause.split(' ')
  const items: ClauseItem[] = []
  for (let index = 0; index < tokens.length; ) {
    const match = matcher(tokens, index)
    const modifier = modifierAt(tokens, index, lexicon.modifiers)
    if (match !== null && (match.tokens > 1 || modifier === null)) {
      items.push({ kind: 'term', match, thing: isThing(match.term, match.surface) })
      index += match.tokens
    } else if (modifier !== null) {
      items.push({ kind: 'modifier', modifier: modifier.modifier, surface: modifier.surface })
      index += modifier.tokens
    } else {
      items.push(wordItem(tokens[index]))
      index++
    }
  }
  return postfixModifiersFirst(items)
}

function modifierAt(
  tokens: readonly string[],
  index: number,
  modifiers: ReadonlyMap<string, Modifier>,
): { modifier: Modifier; surface: string; tokens: number } | null {
  for (let count = Math.min(MAX_MODIFIER_TOKENS, tokens.length - index); count >= 1; count--) {
    const surface = tokens.slice(index, index + count).join(' ')
    const modifier = modifiers.get(surface) ?? modifiers.get(turkishSpelling(surface))
    if (modifier !== undefined) return { modifier, surface, tokens: count }
  }
  return null
}

const TURKISH_SPELLINGS = new Map(
  ['çok', 'aşırı', 'kaldır', 'hafifçe', 'artır'].map((word) => [withoutTurkishLetters(word), word]),
)

const turkishSpelling = (surface: string): string => TURKISH_SPELLINGS.get(surface) ?? surface

function wordItem(word: string): ClauseItem {
  if (isJoin(word)) return { kind: 'join', alternative: isAlternative(word) }
  if (isTurn(word)) return { kind: 'turn' }
  if (isSourceWord(word) || isFiller(word)) return { kind: 'filler', source: isSourceWord(word) }
  return { kind: 'unknown', word }
}

/** "karanlık, davul ve bas yok": the Turkish "yok" is put in front of the list it closes, as "no" would stand. */
function postfixModifiersFirst(items: readonly ClauseItem[]): ClauseItem[] {
  const ordered: ClauseItem[] = []
  for (const item of items) {
    if (item.kind === 'modifier' && TURKISH_POSTFIX_MODIFIERS.has(turkishSpelling(item.surface))) {
      ordered.splice(startOfTrailingList(ordered), 0, item)
    } else ordered.push(item)
  }
  return ordered
}

/** Where the list of things (or the single quality) at the end of the items begins. */
function startOfTrailingList(items: readonly ClauseItem[]): number {
  let start = items.length
  while (start > 0 && items[start - 1].kind !== 'term') start--
  if (start === 0) return items.length
  start--
  const last = items[start] as TermItem
  while (start >= 2 && items[start - 1].kind === 'join') {
    const previous = items[start - 2]
    if (previous.kind !== 'term' || previous.thing !== last.thing) break
    start -= 2
  }
  return start
}
