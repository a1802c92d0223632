/** Milliseconds. */
const HOUR = 3_600_000

/** Moments from `from` on and before `before`; open at a side that is `undefined`. */
export interface TimeRange {
  readonly from: Date | undefined
  readonly before: Date | undefined
}

/** A range cut at whole hours of UTC, which are those of every time zone's day that begins at one. */
export interface RangeByHours {
  /** The hours that lie inside as a whole. */
  readonly whole: TimeRange
  /** What is left at the two ends, each less than an hour and inside one. */
  readonly ends: readonly { readonly from: Date; readonly before: Date }[]
}

export function hourOf(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / HOUR) * HOUR)
}

export function hourAfter(hour: Date): Date {
  return new Date(hour.getTime() + HOUR)
}

export function cutAtHours({ from, before }: TimeRange): RangeByHours {
  const wholeFrom = from && new Date(Math.ceil(from.getTime() / HOUR) * HOUR)
  const wholeBefore = before && hourOf(before)
  if (from && before && wholeFrom && wholeBefore && wholeFrom > wholeBefore) {
    // The range lies inside one hour.
    return { whole: { from: wholeFrom, before: wholeFrom }, ends: from < before ? [{ from, before }] : [] }
  }
  const ends = [
    ...(from && wholeFrom && from < wholeFrom ? [{ from, before: wholeFrom }] : []),
    ...(before && wholeBefore && wholeBefore < before ? [{ from: wholeBefore, before }] : []),
  ]
  return { whole: { from: wholeFrom, before: wholeBefore }, ends }
}

/** The later of two beginnings. */
export function later(one: Date | undefined, other: Date | undefined): Date | undefined {
  return one && other ? (one > other ? one : other) : (one ?? other)
}

/** The earlier of two ends. */
export function earlier(one: Date | undefined, other: Date | undefined): Date | undefined {
  return one && other ? (one < other ? one : other) : (one ?? other)
}
