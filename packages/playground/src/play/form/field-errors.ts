/** Which input a refusal is about, so that it can be shown there. */

import { ApiError } from '../../api/api-error.ts'
import type { Language } from '../../i18n/language.ts'

export interface FieldError {
  /** Name of the input as the form has it. */
  readonly field: string
  readonly text: string
}

/** The server begins with `field "regions[0].end_seconds" must …` or `fields "a" and "b" must …`. */
const NAMED = /^fields? "([^"]+)"(?: and "[^"]+")? (.*)$/s

/** `undefined` when the refusal names no input. */
export function fieldErrorOf(error: unknown, language: Language): FieldError | undefined {
  if (!(error instanceof ApiError) || error.status !== 400) return undefined
  const [, path, rest] = NAMED.exec(error.message) ?? []
  if (path === undefined || rest === undefined) return undefined
  const field = path.split(/[.[]/)[0] ?? path
  const sentence = language === 'tr' ? turkish(rest) : rest
  // Of an item in a list it matters which.
  return {
    field: FIELDS_OF_ANOTHER[field] ?? field,
    text: path === field ? capital(sentence, language) : `${path}: ${sentence}`,
  }
}

/** A mask is edited as the first region. */
const FIELDS_OF_ANOTHER: Readonly<Record<string, string>> = {
  mask_start_seconds: 'regions',
  mask_end_seconds: 'regions',
}

const capital = (text: string, language: Language): string =>
  text.charAt(0).toLocaleUpperCase(language) + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.')

const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/^is required$/, 'boş bırakılamaz'],
  [/^must be a number between (\S+) and (\S+)$/, '$1 ile $2 arasında bir sayı olmalı'],
  [/^must be an integer between (\S+) and (\S+)$/, '$1 ile $2 arasında bir tam sayı olmalı'],
  [/^must be one of \[(.*)\]$/, 'şunlardan biri olmalı: $1'],
  [/^must be text of at most (\d+) characters$/, 'en fazla $1 karakterlik bir metin olmalı'],
  [/^must be a list of at most (\d+) items$/, 'en fazla $1 öğelik bir liste olmalı'],
  [/^must be greater than .*$/, 'başlangıcından büyük olmalı'],
  [/^must not both be 0$/, 'önce ve sonra aynı anda 0 olamaz'],
  [/^must add up to at most (\d+)$/, 'önce ve sonra toplamı en fazla $1 olabilir'],
]

function turkish(rest: string): string {
  const [pattern, text] = PATTERNS.find(([each]) => each.test(rest)) ?? []
  return pattern && text !== undefined ? rest.replace(pattern, text).replace(/(?<=\d),(?=\d{3})/g, '.') : rest
}
