/** An answer that is no success, or none at all. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  /** The server's `error_code`, e.g. `INVALID_PARAMETER`; `UNREACHABLE` when nothing answered. */
  readonly code: string
  /** HTTP status; 0 when nothing answered. */
  readonly status: number

  /** @param message the server's own sentence, in English */
  constructor(code: string, status: number, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.status = status
  }
}

export function errorOf(status: number, body: unknown): ApiError {
  const { error_code: code, message } = (body ?? {}) as { error_code?: unknown; message?: unknown }
  const text = typeof message === 'string' ? message : `The server answered ${status}.`
  return new ApiError(typeof code === 'string' ? code : 'UNKNOWN', status, text)
}
