/** What may pass by itself: a broken connection, a server that is busy, a link that has run out. Never leaves hub/. */
export class TransientFailure extends Error {
  /** How long the server asks to be left alone. */
  readonly retryAfterMs: number | undefined

  constructor(message: string, options: { readonly retryAfterMs?: number | undefined; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.name = 'TransientFailure'
    this.retryAfterMs = options.retryAfterMs
  }
}
