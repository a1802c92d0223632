/** Every error this package can raise: its code, and the sentence a caller reads. */
export const RESTYLE_ERRORS = {
  option_out_of_range: 'An option is out of range: {detail}.',
  plan_invalid: 'The plan cannot be executed: {detail}.',
  source_invalid: 'The source cannot be restyled: {detail}.',
  lexicon_invalid: 'The lexicon is invalid: {detail}.',
} as const

/** The details of what a caller can mend. */
export const RESTYLE_FAULTS = {
  no_text: 'prompt must be a text',
  number: '{name} must be a number from {min} to {max}',
  whole: '{name} must be a whole number from {min} to {max}',
  unknown_key: 'there is no key "{key}"',
  key: '"{key}" must be a number from {min} to {max}',
  no_samples: 'it has no samples',
  uneven: 'its channels differ in length',
} as const

export type RestyleErrorCode = keyof typeof RESTYLE_ERRORS

export class RestyleError extends Error {
  readonly code: RestyleErrorCode

  constructor(code: RestyleErrorCode, detail: string) {
    super(fill(RESTYLE_ERRORS[code], { detail }))
    this.name = 'RestyleError'
    this.code = code
  }
}

/** A sentence of a table, with values in place of its `{names}`. */
export const fill = (template: string, values: Readonly<Record<string, string | number>>): string =>
  template.replace(/\{(\w+)\}/g, (blank, name: string) => String(values[name] ?? blank))
