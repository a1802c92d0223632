/** What an account, or one of its keys, may do at most. Null is the server's default, 0 is no limit. */
export interface Limits {
  /** Jobs that run at once; what is above waits in the queue. */
  readonly concurrency: number | null
  readonly submitsPerMinute: number | null
}

export function limitsOf(row: {
  readonly concurrency: number | null
  readonly submits_per_minute: number | null
}): Limits {
  return { concurrency: row.concurrency, submitsPerMinute: row.submits_per_minute }
}

export function limitColumns({ concurrency, submitsPerMinute }: Limits) {
  return { concurrency, submits_per_minute: submitsPerMinute }
}
