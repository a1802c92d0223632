/** How a submit that is sent again is known to be the same. */
export interface Idempotency {
  /** Chosen by the caller; belongs to the account. */
  readonly key: string
  /** Lower-case hex SHA-256 of everything that was asked for. */
  readonly requestHash: string
}

// 1 day, as others keep them: far longer than any client goes on trying one submit, and a key is a hundred bytes.
export const IDEMPOTENCY_LIFETIME_MS = 24 * 60 * 60 * 1000
