import { StableAudioError } from '../../errors.ts'
import { TransientFailure } from './transient-failure.ts'

/** Waits, unless it is aborted; tests pass one that does not. */
export type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>

// 7 tries within a minute: a router that restarts is back by then; who waits for longer wants to be told.
const MAX_FAILURES = 6
// 200: a line that breaks every 50 MB of the largest checkpoint. Each break may bring a few bytes, so that the count in a
// row never ends.
const MAX_FAILURES_IN_ALL = 200
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 30_000
// 5 min: the hub's limits are counted in windows of this length.
const LONGEST_ASKED_WAIT_MS = 300_000

export interface RetryEvent {
  readonly stage: 'retry'
  readonly path: string
  readonly reason: string
  readonly waitMs: number
}

export interface RetryCount {
  /** In a row; arrived bytes clear it. */
  failures: number
  inAll: number
}

/**
 * Called when an attempt failed: waits until the next is due.
 * @throws whatever is not transient, and StableAudioError `download_failed` when patience ends
 */
export async function* waitForRetry(
  error: unknown,
  count: RetryCount,
  context: { readonly path: string; readonly sleep: Sleep; readonly signal: AbortSignal },
): AsyncGenerator<RetryEvent, void> {
  if (!(error instanceof TransientFailure)) throw error
  const { path, sleep, signal } = context
  count.failures += 1
  count.inAll += 1
  if (count.failures > MAX_FAILURES || count.inAll > MAX_FAILURES_IN_ALL) {
    const times = count.failures > MAX_FAILURES ? `${count.failures} times in a row` : `${count.inAll} times in all`
    throw new StableAudioError(
      'download_failed',
      `${path}: ${error.message}, ${times}; what has arrived is kept, so the same command goes on from there`,
      { cause: error },
    )
  }
  const waitMs =
    error.retryAfterMs === undefined
      ? Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (count.failures - 1))
      : Math.min(LONGEST_ASKED_WAIT_MS, error.retryAfterMs)
  yield { stage: 'retry', path, reason: error.message, waitMs }
  await sleep(waitMs, signal)
}
