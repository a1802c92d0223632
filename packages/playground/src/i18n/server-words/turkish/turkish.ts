/** The server's sentences in Turkish. Loaded by pages that are read in Turkish, and by no other. */

import { openPhraseBook, type PhraseBook } from '../phrase-book.ts'
import { ANSWERS } from './answers.ts'
import { CLIPS } from './clips.ts'
import { FAILURES } from './failures.ts'
import { inputName } from './input-names.ts'
import { INPUTS } from './inputs.ts'
import { MODELS } from './models.ts'
import { RESTYLE } from './restyle.ts'
import { SOURCES } from './sources.ts'
import { STABLE_AUDIO } from './stable-audio.ts'
import { WARNINGS } from './warnings.ts'

export const TURKISH: PhraseBook = {
  ...ANSWERS,
  ...FAILURES,
  ...SOURCES,
  ...CLIPS,
  ...INPUTS,
  ...WARNINGS,
  ...RESTYLE,
  ...STABLE_AUDIO,
  ...MODELS,
}

export const turkish = openPhraseBook(TURKISH, {
  spoken: new Set(['reason', 'detail', 'fault', 'install', 'expected', 'limit', 'knobs', 'layers', 'side']),
  written: (name, value) => (INPUTS_NAMED.has(name) ? inputName(value) : NAMES.has(name) ? value : numeral(value)),
  language: 'tr',
})

const INPUTS_NAMED = new Set(['field', 'other'])
/** Of things that were named by somebody, and may look like numbers. */
const NAMES = new Set(['name', 'names', 'model', 'checkpoint', 'maker', 'key', 'value', 'command'])

/** A comma before the decimals, and dots between thousands. */
function numeral(value: string): string {
  const [, number, unit] = /^(-?\d[\d,]*(?:\.\d+)?)((?: \w+)?)$/.exec(value) ?? []
  if (number === undefined) return value
  return number.replace(/[.,]/g, (sign) => (sign === '.' ? ',' : '.')) + (unit === ' bytes' ? ' bayt' : unit)
}
