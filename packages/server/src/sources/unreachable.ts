import { JobError } from '../errors.ts'

/** Ends a job because its clip cannot be had. `reason` completes the sentence and obeys the wording rule of errors.ts. */
export function unreachable(reason: string, cause?: unknown): JobError {
  return new JobError('source_unreachable', { reason }, { cause })
}

/** Why an answer other than 200 is none. No status is named that clients read as a call to submit again. */
export function reasonOfStatus(status: number): string {
  if (status === 401 || status === 403) return 'the server there does not give access to it.'
  if (status === 404 || status === 410) return 'there is no such file.'
  if (status === 429) return 'the server there gets too many requests.'
  if (status >= 500) return 'the server there has a problem of its own.'
  return `the server there answered with status ${status}.`
}

/** Codes of Node, with what they mean to a person. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/TIMEOUT|ETIMEDOUT/, 'the server there is too slow.'],
  [/^(ENOTFOUND|ENODATA|ESERVFAIL|EAI_)/, 'its host name is not known.'],
  [/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/, 'the certificate of the server there is not valid.'],
  [/^(ECONNRESET|EPIPE)/, 'the transfer broke off.'],
  [/^HPE_/, 'the server there does not answer in proper HTTP.'],
]

/** Turns whatever went wrong on the network into the error of the job. */
export function asJobError(error: unknown): JobError {
  return refusalIn(error) ?? unreachable(networkReason(error), error)
}

/** The guard's own error when it was what ended a request. */
export function refusalIn(error: unknown): JobError | undefined {
  return errorsIn(error).find((inner) => inner instanceof JobError)
}

/** What went wrong on the network, as the end of a sentence that names no address. */
export function networkReason(error: unknown): string {
  const codes = errorsIn(error).map(codeOf)
  const [, reason] = REASONS.find(([pattern]) => codes.some((code) => pattern.test(code))) ?? []
  return reason ?? 'the server there cannot be reached.'
}

/** The error itself, its cause, and what it gathers when several addresses were tried. */
function errorsIn(error: unknown): readonly unknown[] {
  if (!(error instanceof Error)) return []
  const gathered = error instanceof AggregateError ? error.errors : []
  return [error, ...gathered, ...errorsIn(error.cause)]
}

/** Errors of the HTTP parser come with their name alone. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
