import { readFileSync } from 'node:fs'
import { RestyleError } from '../errors.ts'
import { normalise } from './normalise.ts'
import { PLAN_KEYS, type PlanKey, type Style } from './plan-keys.ts'

/** Additions to a neutral plan. */
export type Deltas = Readonly<Partial<Record<PlanKey, number>>>

/** One word (or fixed phrase) and what it asks for. A macro is a genre or scene: many deltas at once, and a style. */
export interface LexiconTerm {
  readonly name: string
  readonly macro: boolean
  /** Normalised English surface forms, the name first. */
  readonly forms: readonly string[]
  /** Normalised Turkish surface forms. */
  readonly turkish: readonly string[]
  readonly deltas: Deltas
  /** What the negated word asks for, where that is not the mirror image. */
  readonly negated: Deltas | null
  readonly style: Style | null
}

/** A word that changes what the words after it mean. */
export type Modifier =
  | { readonly kind: 'scale'; readonly factor: number }
  /** `factor` is negative: −0.7 for "less". */
  | { readonly kind: 'reduce'; readonly factor: number }
  | { readonly kind: 'remove' }
  | { readonly kind: 'keep' }

export interface Lexicon {
  readonly terms: readonly LexiconTerm[]
  readonly modifiers: ReadonlyMap<string, Modifier>
}

let shipped: Lexicon | null = null

/** The lexicon that comes with the package; parsed once. */
export function shippedLexicon(): Lexicon {
  shipped ??= parseLexicon(
    JSON.parse(readFileSync(new URL('../../data/lexicon.json', import.meta.url), 'utf8')) as unknown,
  )
  return shipped
}

/**
 * Types a lexicon document: `{terms, macros, modifiers}`; the document's header explains the keys of an entry.
 * @throws RestyleError `lexicon_invalid` for an unknown plan key, a delta that is no number, or a missing part
 */
export function parseLexicon(document: unknown): Lexicon {
  const root = record(document, 'the document')
  const terms = [
    ...list(root.terms, 'terms').map((entry) => parseTerm(entry, false)),
    ...list(root.macros, 'macros').map((entry) => parseTerm(entry, true)),
  ]
  return { terms, modifiers: parseModifiers(record(root.modifiers, 'modifiers')) }
}

function parseTerm(value: unknown, macro: boolean): LexiconTerm {
  const entry = record(value, 'an entry')
  const name = entry.t
  if (typeof name !== 'string' || name === '') throw invalid('an entry has no name')
  const unknownField = Object.keys(entry).find((field) => !['t', 'a', 'd', 'n', 'tr', 'style'].includes(field))
  if (unknownField !== undefined) throw invalid(`"${name}" has an unknown field "${unknownField}"`)
  return {
    name,
    macro,
    forms: [name, ...strings(entry.a, name)].map(normalise),
    turkish: strings(entry.tr, name).map(normalise),
    deltas: parseDeltas(entry.d, name),
    negated: entry.n === undefined ? null : parseDeltas(entry.n, name),
    style: entry.style === undefined ? null : parseStyle(entry.style, name),
  }
}

function parseDeltas(value: unknown, name: string): Deltas {
  const deltas = record(value, `the deltas of "${name}"`)
  for (const [key, delta] of Object.entries(deltas)) {
    if (!Object.hasOwn(PLAN_KEYS, key)) throw invalid(`"${name}" has an unknown plan key "${key}"`)
    if (typeof delta !== 'number' || !Number.isFinite(delta)) throw invalid(`"${name}" has no number at "${key}"`)
  }
  return deltas as Deltas
}

const STYLE_NAMES = ['kit', 'groove', 'bassP', 'keysP', 'padP', 'pluckP', 'bellP'] as const

function parseStyle(value: unknown, name: string): Style {
  const source = record(value, `the style of "${name}"`)
  const style: Record<string, unknown> = {}
  for (const [key, hint] of Object.entries(source)) {
    if (key === 'bpm') style.bpm = parseTempoRange(hint, name)
    else if (key === 'harm' && (typeof hint === 'string' || typeof hint === 'number')) style.harm = hint
    else if (STYLE_NAMES.some((known) => known === key)) style[key] = String(hint)
    else throw invalid(`"${name}" has an unknown style hint "${key}"`)
  }
  return style as Style
}

function parseTempoRange(value: unknown, name: string): readonly [number, number] {
  const [min, max] = list(value, `the tempo of "${name}"`)
  if (typeof min !== 'number' || typeof max !== 'number' || min > max) throw invalid(`"${name}" has no tempo range`)
  return [min, max]
}

function parseModifiers(source: Record<string, unknown>): ReadonlyMap<string, Modifier> {
  const modifiers = new Map<string, Modifier>()
  for (const table of ['intensify', 'soften', 'boost'] as const) {
    for (const [word, factor] of factors(source[table], table)) modifiers.set(word, { kind: 'scale', factor })
  }
  for (const [word, factor] of factors(source.reduce, 'reduce')) modifiers.set(word, { kind: 'reduce', factor })
  for (const word of strings(source.remove, 'remove')) modifiers.set(normalise(word), { kind: 'remove' })
  for (const word of strings(source.keep, 'keep')) modifiers.set(normalise(word), { kind: 'keep' })
  return modifiers
}

function factors(value: unknown, table: string): [word: string, factor: number][] {
  return Object.entries(record(value, table)).map(([word, factor]) => {
    if (typeof factor !== 'number') throw invalid(`modifier "${word}" has no factor`)
    return [normalise(word), factor]
  })
}

function strings(value: unknown, where: string): string[] {
  if (value === undefined) return []
  const items = list(value, where)
  if (!items.every((item) => typeof item === 'string')) throw invalid(`${where} holds something that is no word`)
  return items
}

function list(value: unknown, where: string): unknown[] {
  if (!Array.isArray(value)) throw invalid(`${where} is no list`)
  return value
}

function record(value: unknown, where: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(`${where} is no object`)
  return value as Record<string, unknown>
}

const invalid = (detail: string): RestyleError => new RestyleError('lexicon_invalid', detail)
