import type { Run } from '../../runs/run.ts'

export interface RunTimes {
  readonly elapsedSeconds: number
  /** An estimate; absent while there is none. */
  readonly remainingSeconds?: number
}

/** An estimate that has just run out is not shown as nothing left; one that is long over was wrong, and is not shown at all. */
const LEAST_REMAINING_SECONDS = 1
const LONGEST_OVERDUE_SECONDS = 3

/** What the clock says between two events. @param now  `performance.now()`, as `heardAt` is */
export function timesAt(live: NonNullable<Run['live']>, now: number): RunTimes {
  const sinceSeconds = Math.max(0, now - live.heardAt) / 1000
  const elapsedSeconds = live.elapsed_ms / 1000 + sinceSeconds
  const remainingSeconds = (live.remaining_ms ?? Number.NEGATIVE_INFINITY) / 1000 - sinceSeconds
  if (remainingSeconds < -LONGEST_OVERDUE_SECONDS) return { elapsedSeconds }
  return { elapsedSeconds, remainingSeconds: Math.max(LEAST_REMAINING_SECONDS, remainingSeconds) }
}
