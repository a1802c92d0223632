/** Which input a refusal is about, so that it can be shown there. */

import { ApiError } from '../../api/api-error.ts'
import type { Language } from '../../i18n/language.ts'
import type { Translate } from '../../i18n/server-words/phrase-book.ts'

export interface FieldError {
  /** Name of the input as the form has it. */
  readonly field: string
  readonly text: string
}

/** The server begins with `field "regions[0].end_seconds" must …` or `fields "a" and "b" must …`. */
const NAMED = /^fields? "([^"]+)"( and "[^"]+")? (.*)$/s

/**
 * `undefined` when the refusal names no input.
 * @param words  of the language, where it has others than the server
 */
export function fieldErrorOf(error: unknown, language: Language, words?: Translate): FieldError | undefined {
  if (!(error instanceof ApiError) || error.status !== 400) return undefined
  const [, path, another, rest] = NAMED.exec(error.message) ?? []
  if (path === undefined || rest === undefined) return undefined
  const field = path.split(/[.[]/)[0] ?? path
  // Of an item in a list it matters which, and of two inputs which other.
  const translated = words?.(path === field && another === undefined ? rest : error.message)
  const own = path === field ? capital(rest, 'en') : `${path}: ${rest}`
  return {
    field: FIELDS_OF_ANOTHER[field] ?? field,
    text: translated === undefined ? own : capital(translated, language),
  }
}

/** A mask is edited as the first region. */
const FIELDS_OF_ANOTHER: Readonly<Record<string, string>> = {
  mask_start_seconds: 'regions',
  mask_end_seconds: 'regions',
}

const capital = (text: string, language: Language): string =>
  text.charAt(0).toLocaleUpperCase(language) + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.')
