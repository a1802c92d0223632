/**
 * Reads a prompt: a sentence in, deltas of the plan out, with an account of what was and was not understood.
 * Source: specification of the restyle engine, 1.2.
 */
import { itemsOf } from './clause-items.ts'
import { combine } from './combine.ts'
import { type Guards, guardFor, guardsInText, NO_GUARDS } from './guards.ts'
import { type Deltas, type Lexicon, shippedLexicon } from './lexicon.ts'
import { type LiteralSettings, readLiteralSettings } from './literal-settings.ts'
import { createMatcher } from './matcher.ts'
import { clauses, singleSpaced } from './normalise.ts'
import { PLAN_KEYS, type PlanKey, type Style } from './plan-keys.ts'
import { type ScopedTerm, scopedTerms } from './scope.ts'
import { withoutSourceClauses } from './source-clauses.ts'
import { inPlainWords } from './verb-phrases.ts'

/** One thing the reader understood. */
export interface UnderstoodTerm {
  readonly term: string
  /** As typed, in lower case. */
  readonly surface: string
  /** Negative when the term is to be less or gone. */
  readonly weight: number
  readonly macro: boolean
  readonly role: 'wanted' | 'unwanted' | 'kept' | 'setting'
}

export interface Reading {
  readonly deltas: Deltas
  readonly style: Style
  readonly settings: LiteralSettings
  readonly guards: Guards
  /** Plan keys that a plain word, not a genre, asks for outright: "drums" names the drum layer, "techno" implies it. */
  readonly named: ReadonlySet<PlanKey>
  readonly understood: readonly UnderstoodTerm[]
  readonly ignored: readonly string[]
}

export interface PromptReader {
  read(prompt: string): Reading
  /** Everything in a negative prompt is unwanted; numbers in it have no meaning. */
  readNegative(prompt: string): Reading
}

/** What a negated term without its own `n` deltas takes away of itself. */
const MIRRORED_SHARE = -0.8

let shipped: PromptReader | null = null

/** The reader of the shipped lexicon; its index is built once. */
export function shippedReader(): PromptReader {
  shipped ??= createReader(shippedLexicon())
  return shipped
}

function createReader(lexicon: Lexicon): PromptReader {
  const matcher = createMatcher(lexicon)
  const readTerms = (text: string, negative: boolean): { terms: ScopedTerm[]; ignored: string[] } => {
    const items = clauses(withoutSourceClauses(inPlainWords(text))).map((clause) => itemsOf(clause, lexicon, matcher))
    const ignored = items.flat().flatMap((item) => (item.kind === 'unknown' ? [item.word] : []))
    return { terms: scopedTerms(items, negative), ignored: [...new Set(ignored)] }
  }
  return {
    read(prompt) {
      const literal = readLiteralSettings(singleSpaced(prompt))
      const kept = guardsInText(literal.rest)
      const { terms, ignored } = readTerms(kept.rest, false)
      const notes = [...literal.surfaces, ...kept.surfaces].map(settingNote)
      return {
        deltas: combine(terms.map(contribution)),
        style: styleOf(terms),
        settings: { ...octaveSetting(terms), ...literal.settings },
        guards: guardsOf(terms, kept.guards),
        named: namedKeys(terms),
        understood: [...terms.map(understoodTerm), ...notes],
        ignored,
      }
    },
    readNegative(prompt) {
      const { terms, ignored } = readTerms(singleSpaced(prompt), true)
      return {
        deltas: combine(terms.map(contribution)),
        style: {},
        settings: {},
        guards: NO_GUARDS,
        named: new Set(),
        understood: terms.map(understoodTerm),
        ignored,
      }
    },
  }
}

function contribution({ match, role, strength, sourceOnly }: ScopedTerm): Deltas {
  if (role === 'kept') return {}
  const { deltas, negated } = match.term
  if (role === 'wanted') return scaledDeltas(deltas, strength)
  const taken = scaledDeltas(negated ?? deltas, negated === null ? MIRRORED_SHARE * strength : strength)
  if (!sourceOnly) return taken
  return Object.fromEntries(Object.entries(taken).filter(([key]) => PLAN_KEYS[key as PlanKey].group !== 'layers'))
}

const scaledDeltas = (deltas: Deltas, factor: number): Deltas =>
  Object.fromEntries(Object.entries(deltas).map(([key, delta]) => [key, delta * factor]))

/** Names do not add: the first macro to name a hint wins. */
function styleOf(terms: readonly ScopedTerm[]): Style {
  let style: Style = {}
  for (const { match, role } of terms) {
    if (role === 'wanted' && match.term.style !== null) style = { ...match.term.style, ...style }
  }
  return style
}

/** An octave is exact, like a number: it must not be softened by the knee of the plan. */
function octaveSetting(terms: readonly ScopedTerm[]): LiteralSettings {
  const wanted = terms.filter(({ role }) => role === 'wanted').map(({ match }) => match.term.name)
  if (wanted.includes('octave up')) return { semitones: 12 }
  return wanted.includes('octave down') ? { semitones: -12 } : {}
}

function guardsOf(terms: readonly ScopedTerm[], fromText: Partial<Guards>): Guards {
  const guards = { ...NO_GUARDS, ...fromText }
  for (const { match, role } of terms) if (role === 'kept') guards[guardFor(match.term)] = true
  return guards
}

/** From this amount a word is about the key, not only coloured by it. */
const NAMED_FROM = 0.3

function namedKeys(terms: readonly ScopedTerm[]): ReadonlySet<PlanKey> {
  const plain = terms.filter(({ match, role }) => role === 'wanted' && !match.term.macro)
  return new Set(
    plain.flatMap(({ match }) =>
      (Object.entries(match.term.deltas) as [PlanKey, number][]).flatMap(([key, delta]) =>
        delta >= NAMED_FROM ? [key] : [],
      ),
    ),
  )
}

function understoodTerm({ match, role, strength }: ScopedTerm): UnderstoodTerm {
  const { name, macro } = match.term
  return { term: name, surface: match.surface, weight: role === 'unwanted' ? -strength : strength, macro, role }
}

const settingNote = (surface: string): UnderstoodTerm => {
  const text = surface.trim().toLowerCase()
  return { term: text, surface: text, weight: 1, macro: false, role: 'setting' }
}
