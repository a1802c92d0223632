/** Where the clips of a desk lie on its time line, which is 0 where the source begins. Seconds. */

import { lengthOf, type Span } from './timeline.ts'

interface Clips {
  /** Length of the source; 0 where there is none, or while it is not known. */
  readonly clipSeconds: number
  /** Empty room beside the source, to drag its edges into. */
  readonly margin: { readonly before: number; readonly after: number }
  /** How much earlier than the source each result begins, and how long it is. */
  readonly results: readonly { readonly before: number; readonly seconds: number }[]
}

export interface Placement {
  /** What there is to hear. */
  readonly heard: Span
  /** What there is to see: that, and the room beside it. */
  readonly whole: Span
}

const SHORTEST_SECONDS = 1

export function placementOf({ clipSeconds, margin, results }: Clips): Placement {
  const heard = {
    start: Math.min(0, ...results.map(({ before }) => 0 - before)),
    end: Math.max(clipSeconds, ...results.map(({ before, seconds }) => seconds - before)),
  }
  const start = Math.min(0 - margin.before, heard.start)
  const whole = { start, end: Math.max(start + SHORTEST_SECONDS, clipSeconds + margin.after, heard.end) }
  return { whole, heard: lengthOf(heard) > 0 ? heard : whole }
}
