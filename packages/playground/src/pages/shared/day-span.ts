/** A span of whole days as its reader counts them, which may be open at either end. */
export interface DaySpan {
  /** `2026-11-25`, the first day. */
  readonly from?: string | undefined
  /** The last day, included. */
  readonly to?: string | undefined
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** What is no day is left out. */
export function readDaySpan(from: string | null, to: string | null): DaySpan {
  return { ...(isDay(from) && { from }), ...(isDay(to) && { to }) }
}

const isDay = (text: string | null): text is string =>
  text !== null && DAY.test(text) && !Number.isNaN(Date.parse(text))

/** The first and the last moment, by the clock of this machine, as the API takes them; both ends are included there. */
export function momentsOf({ from, to }: DaySpan): { readonly first?: string; readonly last?: string } {
  return {
    ...(from !== undefined && { first: new Date(`${from}T00:00:00`).toISOString() }),
    ...(to !== undefined && { last: new Date(`${to}T23:59:59.999`).toISOString() }),
  }
}
