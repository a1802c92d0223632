import { storedValue, useStored } from '../stored-value.ts'

export const LANGUAGES = { en: 'English', tr: 'Türkçe' } as const
export type Language = keyof typeof LANGUAGES

const isLanguage = (value: unknown): value is Language => typeof value === 'string' && Object.hasOwn(LANGUAGES, value)

const browserLanguage = (): Language =>
  (typeof navigator === 'undefined' ? [] : navigator.languages)
    .map((tag) => tag.slice(0, 2))
    .find((tag): tag is Language => isLanguage(tag)) ?? 'en'

export const language = storedValue<Language>('language', browserLanguage(), (kept) =>
  isLanguage(kept) ? kept : undefined,
)

export const useLanguage = (): Language => useStored(language)
