// 5, 25 and 125 s: the contract's three retries. The first outlives a restart of the receiver's process, the last a
// deployment, and all four attempts end well within the five minutes that receivers allow between clocks.
const RETRY_DELAYS_MS = [5_000, 25_000, 125_000] as const

/** How long to wait after the n-th failed attempt of a round; `undefined` after the last, when the delivery is given up. */
export function retryDelayMs(failedAttempts: number): number | undefined {
  return RETRY_DELAYS_MS[failedAttempts - 1]
}
