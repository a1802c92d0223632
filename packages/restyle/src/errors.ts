/** Every error this package can raise: its code, and the sentence a caller reads. */
const RESTYLE_ERRORS = {
  option_out_of_range: (detail: string) => `An option is out of range: ${detail}.`,
  plan_invalid: (detail: string) => `The plan cannot be executed: ${detail}.`,
  source_invalid: (detail: string) => `The source cannot be restyled: ${detail}.`,
  lexicon_invalid: (detail: string) => `The lexicon is invalid: ${detail}.`,
} as const

export type RestyleErrorCode = keyof typeof RESTYLE_ERRORS

export class RestyleError extends Error {
  readonly code: RestyleErrorCode

  constructor(code: RestyleErrorCode, detail: string) {
    super(RESTYLE_ERRORS[code](detail))
    this.name = 'RestyleError'
    this.code = code
  }
}
