import { useCallback, useMemo, useState } from 'react'
import { lengthOf, panned, type Span, viewFrom, zoomed } from './timeline.ts'

/** Which part of the time line is shown. */
export function useView(totalSeconds: number) {
  const [wanted, setWanted] = useState<Span>()
  // A view of all grows and shrinks with it.
  const view = useMemo(
    () => (wanted ? viewFrom(wanted.start, lengthOf(wanted), totalSeconds) : { start: 0, end: totalSeconds }),
    [wanted, totalSeconds],
  )
  const change = useCallback(
    (next: Span) => setWanted(lengthOf(next) >= totalSeconds - 1e-6 ? undefined : next),
    [totalSeconds],
  )
  const zoom = useCallback(
    (factor: number, anchor: number) => change(zoomed(view, factor, anchor, totalSeconds)),
    [change, view, totalSeconds],
  )
  const pan = useCallback(
    (seconds: number) => change(panned(view, seconds, totalSeconds)),
    [change, view, totalSeconds],
  )
  return {
    ...{ view, zoom, pan, zoomedIn: wanted !== undefined },
    show: (start: number) => change(viewFrom(start, lengthOf(view), totalSeconds)),
    showAll: () => setWanted(undefined),
  }
}
