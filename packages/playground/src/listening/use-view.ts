import { useCallback, useMemo, useState } from 'react'
import { lengthOf, panned, type Span, viewFrom, zoomed } from './timeline.ts'

/** Which part of the time line is shown. */
export function useView({ start, end }: Span) {
  const whole = useMemo(() => ({ start, end }), [start, end])
  const [wanted, setWanted] = useState<Span>()
  // A view of all grows and shrinks with it.
  const view = useMemo(() => (wanted ? viewFrom(wanted.start, lengthOf(wanted), whole) : whole), [wanted, whole])
  const change = useCallback(
    (next: Span) => setWanted(lengthOf(next) >= lengthOf(whole) - 1e-6 ? undefined : next),
    [whole],
  )
  const zoom = useCallback(
    (factor: number, anchor: number) => change(zoomed(view, factor, anchor, whole)),
    [change, view, whole],
  )
  const pan = useCallback((seconds: number) => change(panned(view, seconds, whole)), [change, view, whole])
  return {
    ...{ view, whole, zoom, pan, zoomedIn: wanted !== undefined },
    show: (from: number) => change(viewFrom(from, lengthOf(view), whole)),
    showAll: () => setWanted(undefined),
  }
}

export type View = ReturnType<typeof useView>
