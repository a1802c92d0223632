import type { Run } from '../../runs/run.ts'

export interface RunTimes {
  readonly elapsedSeconds: number
  /** An estimate; absent while there is none. */
  readonly remainingSeconds?: number
}

/** An estimate that has run out is wrong; it is not shown as nothing left. */
const LEAST_REMAINING_SECONDS = 1

/** What the clock says between two events. @param now  `performance.now()`, as `heardAt` is */
export function timesAt(live: NonNullable<Run['live']>, now: number): RunTimes {
  const sinceSeconds = Math.max(0, now - live.heardAt) / 1000
  const elapsedSeconds = live.elapsed_ms / 1000 + sinceSeconds
  if (live.remaining_ms === undefined) return { elapsedSeconds }
  return {
    elapsedSeconds,
    remainingSeconds: Math.max(LEAST_REMAINING_SECONDS, live.remaining_ms / 1000 - sinceSeconds),
  }
}
