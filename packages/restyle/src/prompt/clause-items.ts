import type { Lexicon, Modifier } from './lexicon.ts'
import type { Matcher, TermMatch } from './matcher.ts'
import { isThing } from './things.ts'
import { TURKISH_POSTFIX_MODIFIERS, withoutPrivative, withoutTurkishLetters } from './turkish.ts'
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
    const lacking = match === null && modifier === null ? lackingTermAt(tokens, index, matcher) : null
    if (match !== null && (match.tokens > 1 || modifier === null)) {
      items.push({ kind: 'term', match, thing: isThing(match.term, match.surface) })
      index += match.tokens
    } else if (modifier !== null) {
      items.push({ kind: 'modifier', modifier: modifier.modifier, surface: modifier.surface })
      index += modifier.tokens
    } else if (lacking !== null) {
      items.push(...lacking)
      index++
    } else {
      items.push(wordItem(tokens[index]))
      index++
    }
  }
  return trailingDegreesFirst(postfixModifiersFirst(items))
}

/** "drumless", "davulsuz": without drums, and only without them. */
function lackingTermAt(tokens: readonly string[], index: number, matcher: Matcher): ClauseItem[] | null {
  const base = withoutPrivative(tokens[index])
  const match = base === null ? null : matcher([base], 0)
  if (match === null) return null
  return [
    { kind: 'modifier', modifier: { kind: 'remove' }, surface: tokens[index] },
    { kind: 'term', match: { ...match, surface: tokens[index], tokens: 1 }, thing: isThing(match.term, match.surface) },
    { kind: 'turn' },
  ]
}

function modifierAt(
  tokens: readonly string[],
  index: number,
  modifiers: ReadonlyMap<string, Modifier>,
): { modifier: Modifier; surface: string; tokens: number } | null {
  for (let count = Math.min(MAX_MODIFIER_TOKENS, tokens.length - index); count >= 1; count--) {
    const typed = tokens.slice(index, index + count).join(' ')
    const surface = modifiers.has(typed) ? typed : turkishSpelling(typed)
    const modifier = modifiers.get(surface)
    if (modifier !== undefined) return { modifier, surface, tokens: count }
  }
  return null
}

const TURKISH_SPELLINGS = new Map(
  [
    ...['çok', 'aşırı', 'kaldır', 'hafifçe', 'artır', 'arttır', 'değil', 'olmasın', 'çıkar', 'çıkart'],
    ...['yükselt', 'hayır', 'kıs'],
  ].map((word) => [withoutTurkishLetters(word), word]),
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
    const start = isPostfix(item) ? startOfTrailingList(ordered) : null
    if (start === null) ordered.push(item)
    else {
      ordered.splice(start, 0, item)
      ordered.push({ kind: 'turn' })
    }
  }
  return ordered
}

const isPostfix = (item: ClauseItem): boolean => item.kind === 'modifier' && TURKISH_POSTFIX_MODIFIERS.has(item.surface)

/** A postfix modifier reaches back over so many words without a meaning, and over so long a list. */
const MAX_WORDS_BACK = 3
const MAX_LIST_ITEMS = 32

/** Where the list of things (or the single quality, with its "çok") at the end of the items begins; null without one. */
function startOfTrailingList(items: readonly ClauseItem[]): number | null {
  const earliest = Math.max(0, items.length - 1 - MAX_WORDS_BACK)
  let start = items.length - 1
  while (start >= earliest && items[start].kind !== 'term' && items[start].kind !== 'turn') start--
  const last = items[start]
  if (start < earliest || last.kind !== 'term') return null
  const farthest = Math.max(2, start - MAX_LIST_ITEMS)
  while (start >= farthest && items[start - 1].kind === 'join') {
    const previous = items[start - 2]
    if (previous.kind !== 'term' || previous.thing !== last.thing) break
    start -= 2
  }
  const before = items[start - 1]
  return before?.kind === 'modifier' && before.modifier.kind === 'scale' ? start - 1 : start
}

/** These stand behind what they soften or strengthen as well as before it: "slow it down a bit", "darker, a lot". */
const isTrailingDegree = (item: ClauseItem | undefined): boolean =>
  item?.kind === 'modifier' &&
  item.modifier.kind === 'scale' &&
  (item.modifier.factor < 1 || ['a lot', 'a great deal', 'considerably', 'significantly'].includes(item.surface))

/** "slow it down a bit and …": a degree that nothing follows belongs to the term before it. */
function trailingDegreesFirst(items: readonly ClauseItem[]): ClauseItem[] {
  const ordered: ClauseItem[] = []
  items.forEach((item, index) => {
    const next = items[index + 1]
    const closes = next === undefined || next.kind === 'join' || next.kind === 'turn'
    const term = closes && isTrailingDegree(item) ? lastTermIndex(ordered) : null
    if (term === null) ordered.push(item)
    else ordered.splice(term, 0, item)
  })
  return ordered
}

/** The term that stands at the end of the items, with nothing but fillers behind it. */
function lastTermIndex(items: readonly ClauseItem[]): number | null {
  let index = items.length - 1
  const earliest = Math.max(0, index - MAX_WORDS_BACK)
  while (index > earliest && (items[index].kind === 'filler' || items[index].kind === 'turn')) index--
  return items[index]?.kind === 'term' ? index : null
}
