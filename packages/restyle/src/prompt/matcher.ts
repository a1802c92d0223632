import type { Lexicon, LexiconTerm } from './lexicon.ts'
import { isLiteralWord, stemCandidates } from './stems.ts'
import { turkishBases, withoutTurkishLetters } from './turkish.ts'
import { isTypingSlip, MIN_SLIP_LETTERS } from './typing-slip.ts'
import { isFiller } from './vocabulary.ts'

export interface TermMatch {
  readonly term: LexiconTerm
  /** The words as typed (normalised). */
  readonly surface: string
  /** How many tokens it covers. */
  readonly tokens: number
}

/** Finds the lexicon term that begins at a token; null when none does. */
export type Matcher = (tokens: readonly string[], index: number) => TermMatch | null

/** The longest fixed phrase that is looked for, in tokens. */
const MAX_PHRASE_TOKENS = 4
/** Below this the stems of a word are other words. */
const MIN_STEM_LETTERS = 4

/** Longest match first, macros before terms; then inflections; then one typing slip. */
export function createMatcher(lexicon: Lexicon): Matcher {
  const english = indexForms(lexicon.terms, (term) => term.forms)
  const turkish = indexForms(lexicon.terms, (term) => term.turkish)
  for (const [form, term] of [...turkish]) {
    const plain = withoutTurkishLetters(form)
    if (plain.length >= MIN_STEM_LETTERS && !turkish.has(plain)) turkish.set(plain, term)
  }
  const exact = (form: string): LexiconTerm | undefined => english.get(form) ?? turkish.get(form)
  const slipTargets = [...english.keys()].filter((form) => !form.includes(' ') && form.length >= MIN_SLIP_LETTERS - 1)

  const phraseAt = (tokens: readonly string[], index: number): TermMatch | null => {
    for (let count = Math.min(MAX_PHRASE_TOKENS, tokens.length - index); count >= 1; count--) {
      const surface = tokens.slice(index, index + count).join(' ')
      const term = exact(surface) ?? (count > 1 && surface.endsWith('s') ? exact(surface.slice(0, -1)) : undefined)
      if (term !== undefined) return { term, surface, tokens: count }
    }
    return null
  }

  const inflectionOf = (word: string): LexiconTerm | undefined => {
    if (word.length < MIN_STEM_LETTERS) return undefined
    for (const stem of stemCandidates(word)) {
      const term = english.get(stem)
      if (term !== undefined) return term
    }
    for (const base of turkishBases(word)) {
      const term = turkish.get(base)
      if (term !== undefined) return term
    }
    const intended = slipTargets.find((form) => isTypingSlip(word, form))
    return intended === undefined ? undefined : english.get(intended)
  }

  return (tokens, index) => {
    const phrase = phraseAt(tokens, index)
    if (phrase !== null) return phrase
    const surface = tokens[index]
    if (isFiller(surface) || isLiteralWord(surface) || lexicon.modifiers.has(surface)) return null
    const term = inflectionOf(surface)
    return term === undefined ? null : { term, surface, tokens: 1 }
  }
}

/** The first term to claim a form keeps it, except that a macro takes it from a plain term. */
function indexForms(
  terms: readonly LexiconTerm[],
  formsOf: (term: LexiconTerm) => readonly string[],
): Map<string, LexiconTerm> {
  const index = new Map<string, LexiconTerm>()
  for (const term of terms) {
    for (const form of formsOf(term)) {
      if (!index.has(form) || (term.macro && !index.get(form)?.macro)) index.set(form, term)
    }
  }
  return index
}
