/**
 * Which stretch of time the lanes show, and where a moment stands in it. Seconds throughout, 0 where the source begins, so
 * that what is added before it changes no moment; x is 0 … 1 of a lane's width.
 */

export interface Span {
  readonly start: number
  readonly end: number
}

/** Finer than this there is nothing to see: the server draws 4096 slices of a clip at most. */
const SHORTEST_VIEW_SECONDS = 0.25

export const lengthOf = ({ start, end }: Span): number => end - start
export const placeOf = (view: Span, seconds: number): number => (seconds - view.start) / lengthOf(view)
export const momentAt = (view: Span, x: number): number => view.start + x * lengthOf(view)

/** A view of that length inside the whole, as near to the wanted start as can be. */
export function viewFrom(start: number, length: number, whole: Span): Span {
  const bounded = Math.min(lengthOf(whole), Math.max(SHORTEST_VIEW_SECONDS, length))
  const from = Math.max(whole.start, Math.min(start, whole.end - bounded))
  return { start: from, end: from + bounded }
}

/** @param factor above 1 looks closer; @param anchor the moment that stays where it is */
export function zoomed(view: Span, factor: number, anchor: number, whole: Span): Span {
  const length = Math.min(lengthOf(whole), Math.max(SHORTEST_VIEW_SECONDS, lengthOf(view) / factor))
  return viewFrom(anchor - placeOf(view, anchor) * length, length, whole)
}

export const panned = (view: Span, seconds: number, whole: Span): Span =>
  viewFrom(view.start + seconds, lengthOf(view), whole)

/** The view that follows a playhead that ran out of it. */
export function following(view: Span, seconds: number, whole: Span): Span {
  return seconds >= view.start && seconds <= view.end ? view : viewFrom(seconds, lengthOf(view), whole)
}

const STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300]

/** Round moments for a ruler, at most `most` of them. */
export function ticks(view: Span, most: number): readonly number[] {
  const step = STEPS.find((each) => lengthOf(view) / each <= most) ?? 600
  const first = Math.ceil(view.start / step)
  const last = Math.floor(view.end / step)
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    Number(((first + index) * step).toFixed(3)),
  )
}
