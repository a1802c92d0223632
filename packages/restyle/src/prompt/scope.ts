import { clamp } from '../dsp/units.ts'
import type { ClauseItem, TermItem } from './clause-items.ts'
import type { TermMatch } from './matcher.ts'
import { isDegree } from './vocabulary.ts'

/** A term with what the words around it make of it. */
export interface ScopedTerm {
  readonly match: TermMatch
  readonly role: 'wanted' | 'unwanted' | 'kept'
  /** How strongly, 0 … 2.2. */
  readonly strength: number
  /** "no drums from the original": an added layer may stay. */
  readonly sourceOnly: boolean
}

/** A modifier reaches over at most this many words that mean nothing to it. */
const MAX_GAP_WORDS = 2
const MAX_WANTED = 2.2
const MAX_UNWANTED = 1.4
/** "not very bright", "without too much reverb". */
const MILD_NEGATION = 0.4
/** "very dark and gloomy": what is left of "very" for the second word. */
const JOINED_SHARE = 0.6

/** These say no to one thing; the verbs (remove, without, strip …) run along a list with commas. */
const SINGLE_NEGATIONS = new Set([
  ...['no', 'never', 'zero', 'not', 'yok', 'hayır', 'olmasın', 'olmaz', 'istemiyorum', 'istemem', 'neither', 'hate'],
  ...[
    'dislike',
    'dont',
    'do not',
    'doesnt',
    'does not',
    'didnt',
    'shouldnt',
    'should not',
    'mustnt',
    'must not',
    'cant',
  ],
  ...['cannot', 'isnt', 'arent', 'wont', 'wouldnt'],
])
/** "don't remove the vocals": these turn a removal round. */
const VERBAL_NEGATIONS = new Set([
  ...['dont', 'do not', 'never', 'not', 'shouldnt', 'should not', 'mustnt', 'must not', 'cant', 'cannot', 'wont'],
  ...['doesnt', 'does not', 'without'],
])
/** "keep everything except the drums": these turn a "keep" round. */
const EXCEPTIONS = new Set(['except', 'except for', 'apart from', 'other than'])
/** "less bright and warm" is about bright alone; "reduce reverb and echo" is about both. */
const SINGLE_REDUCTIONS = new Set(['less', 'fewer', 'not', 'not too', 'not so', 'daha az'])

interface Scope {
  role: ScopedTerm['role']
  strength: number
  modified: boolean
  list: boolean
  /** Runs on after a comma without the help of an "or". */
  acrossCommas: boolean
  /** The modifier that opened it, as typed. */
  surface: string
  /** Words since the modifier or the last term. */
  gap: number
  /** Those of them that nobody understood. */
  strangers: number
  taken: number
  /** Qualities taken directly before the next item: "no heavy drums" is about drums. */
  attributes: number
  lastThing: boolean
  join: 'and' | 'or' | null
  mild: boolean
}

const openScope = (): Scope => ({
  role: 'wanted',
  strength: 1,
  modified: false,
  list: false,
  acrossCommas: false,
  surface: '',
  gap: 0,
  strangers: 0,
  taken: 0,
  attributes: 0,
  lastThing: false,
  join: null,
  mild: false,
})

/**
 * Decides for every term of a prompt whether it is wanted, unwanted or to be kept, and how strongly.
 * @param negativePrompt every term is unwanted; only intensity words still count
 */
export function scopedTerms(clauses: readonly (readonly ClauseItem[])[], negativePrompt: boolean): ScopedTerm[] {
  const terms: ScopedTerm[] = []
  const alternatives = alternativesAhead(clauses)
  let scope = openScope()
  clauses.forEach((items, clauseIndex) => {
    scope = continuesList(scope, items, alternatives[clauseIndex])
      ? { ...scope, join: scope.join ?? 'or', gap: 0, strangers: 0 }
      : openScope()
    const ofSource = sourcesAhead(items)
    items.forEach((item, index) => {
      if (item.kind === 'modifier') scope = negativePrompt ? intensified(scope, item) : modified(scope, item)
      else if (item.kind === 'turn') scope = openScope()
      else if (item.kind === 'join') scope.join = item.alternative ? 'or' : 'and'
      else if (item.kind !== 'term') scope = afterWord(scope, item.kind === 'unknown')
      else {
        scope = scopeAt(scope, item, isAttribute(item, items[index + 1]))
        const named = scoped(scope, item, negativePrompt, ofSource[index])
        const adjacent = scope.join === null && scope.gap === 0
        if (adjacent && !negativePrompt && removesAsList(scope) && item.thing) terms.length -= scope.attributes
        if (adjacent && repeats(scope, terms.at(-1), named)) return
        terms.push(named)
        scope = taking(scope, item, adjacent)
      }
    })
  })
  return terms
}

/** "too big reverb" keeps its quality; "remove the big reverb" is about the reverb alone. */
const removesAsList = (scope: Scope): boolean => scope.role === 'unwanted' && scope.list && !isDegree(scope.surface)

/** "vinyl crackle" is one thing under two names. */
const repeats = (scope: Scope, before: ScopedTerm | undefined, term: ScopedTerm): boolean =>
  scope.role !== 'wanted' && scope.taken > 0 && before?.match.term === term.match.term

function taking(scope: Scope, item: TermItem, adjacent: boolean): Scope {
  const attributes = item.thing ? 0 : adjacent ? scope.attributes + 1 : 1
  return { ...scope, taken: scope.taken + 1, attributes, lastThing: item.thing, gap: 0, strangers: 0, join: null }
}

/** Filler never ends a negation ("I don't want it to be dark"); it does end what "very" covers. */
function afterWord(scope: Scope, stranger: boolean): Scope {
  const gap = scope.gap + 1
  const strangers = scope.strangers + (stranger ? 1 : 0)
  const words = scope.role === 'wanted' || scope.taken > 0 ? gap : strangers
  return words > MAX_GAP_WORDS ? openScope() : { ...scope, gap, strangers, attributes: 0 }
}

const isAttribute = (item: TermItem, next: ClauseItem | undefined): boolean =>
  !item.thing && next?.kind === 'term' && next.thing

function modified(scope: Scope, item: ClauseItem & { kind: 'modifier' }): Scope {
  const { modifier, surface } = item
  if (modifier.kind === 'scale') return scaled(scope, modifier.factor, surface)
  const negated = scope.role === 'unwanted' && scope.taken === 0 && scope.strangers === 0
  if (negated && isDegree(surface)) return { ...scope, strength: MILD_NEGATION, list: false, mild: true }
  if (negated && VERBAL_NEGATIONS.has(scope.surface) && !SINGLE_NEGATIONS.has(surface)) {
    return modifier.kind === 'keep' ? scope : { ...openScope(), role: 'kept', modified: true, list: true, surface }
  }
  switch (modifier.kind) {
    case 'reduce': {
      const before = scope.role === 'wanted' && scope.taken === 0 ? scope.strength : 1
      const strength = -modifier.factor * before
      const list = !SINGLE_REDUCTIONS.has(surface)
      return { ...openScope(), role: 'unwanted', modified: true, strength, list, surface }
    }
    case 'remove': {
      const acrossCommas = !SINGLE_NEGATIONS.has(surface)
      return { ...openScope(), role: 'unwanted', modified: true, list: true, acrossCommas, surface }
    }
    case 'keep':
      if (scope.role === 'kept' && EXCEPTIONS.has(surface)) return { ...scope, role: 'unwanted', gap: 0, surface }
      return { ...openScope(), role: 'kept', modified: true, list: true, surface }
  }
}

function scaled(scope: Scope, factor: number, surface: string): Scope {
  const fresh = scope.taken === 0 && scope.strangers === 0
  if (scope.role === 'unwanted' && fresh && scope.mild) return scope
  if (scope.role === 'unwanted' && fresh && isDegree(surface)) {
    return { ...scope, strength: MILD_NEGATION, list: false, mild: true }
  }
  const base = scope.taken > 0 || (scope.role !== 'wanted' && !fresh) ? openScope() : scope
  return { ...base, strength: base.strength * factor, modified: true, gap: 0, strangers: 0 }
}

function intensified(scope: Scope, item: ClauseItem & { kind: 'modifier' }): Scope {
  if (item.modifier.kind !== 'scale') return openScope()
  const base = scope.taken > 0 ? openScope() : scope
  return { ...base, strength: base.strength * item.modifier.factor, modified: true, gap: 0 }
}

/** The scope a term stands in: the open one, what a list or a compound ("drum kick") carries on, or none. */
function scopeAt(scope: Scope, item: TermItem, attribute: boolean): Scope {
  if (scope.taken === 0) return scope
  const adjacent = scope.join === null && scope.gap === 0
  const compound = scope.role === 'kept' || removesAsList(scope)
  if (adjacent && compound && (item.thing || (attribute && scope.attributes > 0))) return scope
  if (scope.join === null || !scope.modified) return openScope()
  if (scope.role === 'wanted') return { ...scope, strength: 1 + (scope.strength - 1) * JOINED_SHARE }
  const carries = scope.role === 'kept' || scope.join === 'or' || carriesList(scope, item, attribute)
  return carries ? scope : openScope()
}

/** "no drums and warm pads" asks for pads; "remove the drums and harsh highs" does not ask for highs. */
const carriesList = (scope: Scope, item: TermItem, attribute: boolean): boolean =>
  scope.list && (item.thing === scope.lastThing || (attribute && scope.acrossCommas))

function scoped(scope: Scope, item: TermItem, negativePrompt: boolean, sourceOnly: boolean): ScopedTerm {
  const role = negativePrompt ? 'unwanted' : scope.role
  const strength = clamp(Math.abs(scope.strength), 0, role === 'unwanted' ? MAX_UNWANTED : MAX_WANTED)
  return { match: item.match, role, strength, sourceOnly: sourceOnly && role === 'unwanted' && !negativePrompt }
}

/** True when the clause goes on with a removal's list: "remove drums, bass and vocals", "no drums, bass, or keys". */
function continuesList(scope: Scope, items: readonly ClauseItem[], alternativeAhead: boolean): boolean {
  if (scope.role !== 'unwanted' || !scope.list || scope.taken === 0 || !scope.lastThing) return false
  if (items[0].kind === 'join') return items[0].alternative || (items[1]?.kind === 'term' && items[1].thing)
  return isListOfThings(items) && (scope.acrossCommas || alternativeAhead)
}

/** For every clause, whether an "or" comes before the run of lists that it belongs to ends. */
function alternativesAhead(clauses: readonly (readonly ClauseItem[])[]): boolean[] {
  const ahead: boolean[] = new Array<boolean>(clauses.length).fill(false)
  for (let index = clauses.length - 1; index >= 0; index--) {
    const items = clauses[index]
    ahead[index] = isListOfThings(items) && (hasAlternative(items) || ahead[index + 1] === true)
  }
  return ahead
}

const isListOfThings = (items: readonly ClauseItem[]): boolean =>
  items.every((item) => item.kind === 'join' || item.kind === 'filler' || (item.kind === 'term' && item.thing))

const hasAlternative = (items: readonly ClauseItem[]): boolean =>
  items.some((item) => item.kind === 'join' && item.alternative)

/** For every item, whether "original", "source" or "input" follows before anything changes the subject. */
function sourcesAhead(items: readonly ClauseItem[]): boolean[] {
  const ahead: boolean[] = new Array<boolean>(items.length).fill(false)
  for (let index = items.length - 2; index >= 0; index--) {
    const next = items[index + 1]
    if (next.kind === 'turn' || next.kind === 'modifier') continue
    ahead[index] = (next.kind === 'filler' && next.source) || ahead[index + 1]
  }
  return ahead
}
