/**
 * What the page says, in every language. Each part of the page keeps its own texts beside it:
 *
 *   const TEXTS = defineTexts({ en: { left: (n: number) => `${n} left` }, tr: { left: (n) => `${n} kaldı` } })
 *   const t = useTexts(TEXTS)
 */

import { type Language, useLanguage } from './language.ts'

type Text = string | ((...values: never[]) => string)
type SameTexts<Texts> = { readonly [Name in keyof Texts]: Texts[Name] extends string ? string : Texts[Name] }
export type TextsByLanguage<Texts> = Readonly<Record<Language, SameTexts<Texts>>>

/** A language that lacks a text, or has one too many, does not compile. */
export const defineTexts = <const Texts extends Readonly<Record<string, Text>>>(texts: {
  readonly en: Texts
  readonly tr: NoInfer<SameTexts<Texts>>
}): TextsByLanguage<Texts> => texts as TextsByLanguage<Texts>

export const useTexts = <Texts>(texts: TextsByLanguage<Texts>): SameTexts<Texts> => texts[useLanguage()]
