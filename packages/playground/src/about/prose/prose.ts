import type { Language } from '../../i18n/language.ts'

/** What a model's page says about it, beside what the catalogue knows. */
export interface Prose {
  /** What it does, in two or three sentences. */
  readonly what: readonly string[]
  /** What it does not do; limits. */
  readonly limits: readonly string[]
  readonly why: readonly string[]
  readonly steps: readonly string[]
  /** To try, each with a click. */
  readonly prompts: readonly string[]
  readonly uses: readonly string[]
  readonly tips: readonly string[]
}

export type ProseByLanguage = Readonly<Record<Language, Prose>>
