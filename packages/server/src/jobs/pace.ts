import { RENDER_FROM } from './render-share.ts'

// A tenth of the way: less says more about the first step, which is slow, than about the pace.
const LEAST_WAY = 0.1

/** Tells from the way behind a job how long the way before it is. */
export interface Pace {
  /** Called with each progress. `undefined` while an answer would be a guess. */
  remainingMs(fraction: number): number | undefined
}

/**
 * Measures from the moment that the render begins: how long a source takes to arrive says nothing about the rest. Shares of
 * the stages are those of a usual clip, so it is an estimate, and the better the further the job has come. While the bar
 * stands still, as in a second try, there is nothing to go by.
 */
export function measurePace(monotonicMs: () => number): Pace {
  let start: { readonly atMs: number; readonly fraction: number } | undefined
  let last = 0
  return {
    remainingMs(fraction) {
      const nowMs = monotonicMs()
      const stands = fraction <= last
      last = fraction
      if (fraction < RENDER_FROM) return undefined
      start ??= { atMs: nowMs, fraction }
      const way = fraction - start.fraction
      if (stands || way < LEAST_WAY) return undefined
      return Math.round(((nowMs - start.atMs) * Math.max(0, 1 - fraction)) / way)
    },
  }
}
