import { JobError } from '../errors.ts'
import { REASONS } from '../reasons.ts'
import { fill } from '../sentence.ts'

/** Ends a job because its clip cannot be had. `reason` is of the table of reasons. */
export function unreachable(reason: string, cause?: unknown): JobError {
  return new JobError('source_unreachable', { reason }, { cause })
}

/** Why an answer other than 200 is none. No status is named that clients read as a call to submit again. */
export function reasonOfStatus(status: number): string {
  if (status === 401 || status === 403) return REASONS.no_access
  if (status === 404 || status === 410) return REASONS.no_such_file
  if (status === 429) return REASONS.busy_there
  if (status >= 500) return REASONS.trouble_there
  return fill(REASONS.status_there, { status })
}

/** Codes of Node, with what they mean to a person. */
const NETWORK_REASONS: readonly (readonly [RegExp, string])[] = [
  [/TIMEOUT|ETIMEDOUT/, REASONS.slow_there],
  [/^(ENOTFOUND|ENODATA|ESERVFAIL|EAI_)/, REASONS.unknown_host],
  [/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO/, REASONS.bad_certificate],
  [/^(ECONNRESET|EPIPE)/, REASONS.broken_off],
  [/^HPE_/, REASONS.no_http],
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
  const [, reason] = NETWORK_REASONS.find(([pattern]) => codes.some((code) => pattern.test(code))) ?? []
  return reason ?? REASONS.out_of_reach
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
