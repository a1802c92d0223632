/** One thing sounds at a time on the page, whichever part of it plays. */

let stopLast: (() => void) | undefined

/** Called by whatever begins to play; stops what played before. @param stop  the same function each time of one player */
export function soundBegins(stop: () => void): void {
  if (stopLast !== stop) stopLast?.()
  stopLast = stop
}
