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
const SINGLE_NEGATIONS = new Set('no never zero dont yok hayır not'.split(' '))
/** "less bright and warm" is about bright alone; "reduce reverb and echo" is about both. */
const SINGLE_REDUCTIONS = new Set(['less', 'fewer', 'not', 'not too', 'not so', 'daha az'])

interface Scope {
  role: ScopedTerm['role']
  strength: number
  modified: boolean
  list: boolean
  /** Runs on after a comma without the help of an "or". */
  acrossCommas: boolean
  gap: number
  taken: number
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
  gap: 0,
  taken: 0,
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
  let scope = openScope()
  clauses.forEach((items, clauseIndex) => {
    scope = continuesList(scope, clauses, clauseIndex) ? { ...scope, join: scope.join ?? 'or', gap: 0 } : openScope()
    items.forEach((item, index) => {
      if (item.kind === 'modifier') scope = negativePrompt ? intensified(scope, item) : modified(scope, item)
      else if (item.kind === 'turn') scope = openScope()
      else if (item.kind === 'join') scope.join = item.alternative ? 'or' : 'and'
      else if (item.kind !== 'term') {
        if (++scope.gap > MAX_GAP_WORDS) scope = openScope()
      } else {
        scope = scopeAt(scope, item)
        terms.push(scoped(scope, item, negativePrompt, sourceFollows(items, index)))
        scope = { ...scope, taken: scope.taken + 1, lastThing: item.thing, gap: 0, join: null }
      }
    })
  })
  return terms
}

function modified(scope: Scope, item: ClauseItem & { kind: 'modifier' }): Scope {
  const { modifier, surface } = item
  switch (modifier.kind) {
    case 'scale':
      return scaled(scope, modifier.factor, surface)
    case 'reduce': {
      const before = scope.role === 'wanted' && scope.taken === 0 ? scope.strength : 1
      const strength = -modifier.factor * before
      return { ...openScope(), role: 'unwanted', modified: true, strength, list: !SINGLE_REDUCTIONS.has(surface) }
    }
    case 'remove':
      return {
        ...openScope(),
        role: 'unwanted',
        modified: true,
        list: true,
        acrossCommas: !SINGLE_NEGATIONS.has(surface),
      }
    case 'keep':
      return { ...openScope(), role: 'kept', modified: true, list: true }
  }
}

function scaled(scope: Scope, factor: number, surface: string): Scope {
  const fresh = scope.taken === 0 && scope.gap === 0
  if (scope.role === 'unwanted' && fresh && scope.mild) return scope
  if (scope.role === 'unwanted' && fresh && isDegree(surface)) {
    return { ...scope, strength: MILD_NEGATION, list: false, mild: true }
  }
  const base = scope.taken > 0 || (scope.role !== 'wanted' && !fresh) ? openScope() : scope
  return { ...base, strength: base.strength * factor, modified: true, gap: 0 }
}

function intensified(scope: Scope, item: ClauseItem & { kind: 'modifier' }): Scope {
  if (item.modifier.kind !== 'scale') return openScope()
  const base = scope.taken > 0 ? openScope() : scope
  return { ...base, strength: base.strength * item.modifier.factor, modified: true, gap: 0 }
}

/** The scope a term stands in: the open one, what a list carries on, or none. */
function scopeAt(scope: Scope, item: TermItem): Scope {
  if (scope.taken === 0) return scope
  if (scope.join === null || !scope.modified) return openScope()
  if (scope.role === 'wanted') return { ...scope, strength: 1 + (scope.strength - 1) * JOINED_SHARE }
  const carries = scope.role === 'kept' || scope.join === 'or' || (scope.list && item.thing === scope.lastThing)
  return carries ? scope : openScope()
}

function scoped(scope: Scope, item: TermItem, negativePrompt: boolean, sourceOnly: boolean): ScopedTerm {
  const role = negativePrompt ? 'unwanted' : scope.role
  const strength = clamp(Math.abs(scope.strength), 0, role === 'unwanted' ? MAX_UNWANTED : MAX_WANTED)
  return { match: item.match, role, strength, sourceOnly: sourceOnly && role === 'unwanted' && !negativePrompt }
}

/** True when the clause goes on with a removal's list: "remove drums, bass and vocals", "no drums, bass, or keys". */
function continuesList(scope: Scope, clauses: readonly (readonly ClauseItem[])[], clauseIndex: number): boolean {
  if (scope.role !== 'unwanted' || !scope.list || scope.taken === 0 || !scope.lastThing) return false
  const items = clauses[clauseIndex]
  if (items[0].kind === 'join') return items[0].alternative || (items[1]?.kind === 'term' && items[1].thing)
  if (!isListOfThings(items)) return false
  if (scope.acrossCommas) return true
  const rest = clauses.slice(clauseIndex)
  const end = rest.findIndex((later) => !isListOfThings(later))
  return rest.slice(0, end === -1 ? rest.length : end).some(hasAlternative)
}

const isListOfThings = (items: readonly ClauseItem[]): boolean =>
  items.every((item) => item.kind === 'join' || item.kind === 'filler' || (item.kind === 'term' && item.thing))

const hasAlternative = (items: readonly ClauseItem[]): boolean =>
  items.some((item) => item.kind === 'join' && item.alternative)

/** True when "original", "source" or "input" follows before anything changes the subject. */
function sourceFollows(items: readonly ClauseItem[], index: number): boolean {
  for (const item of items.slice(index + 1)) {
    if (item.kind === 'turn' || item.kind === 'modifier') return false
    if (item.kind === 'filler' && item.source) return true
  }
  return false
}
