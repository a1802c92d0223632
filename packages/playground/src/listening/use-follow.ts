import { useEffect, useRef } from 'react'
import type { Deck } from './deck.ts'
import { following } from './timeline.ts'
import type { View } from './use-view.ts'

const LOOK_EVERY_MS = 100

/** Moves a zoomed view along when the playhead leaves it; whoever has scrolled away from the playhead is left there. */
export function useFollow(deck: Deck, { view, whole, show }: View): void {
  const go = useRef(show)
  go.current = show
  useEffect(() => {
    const isInside = (): boolean => deck.position() >= view.start && deck.position() <= view.end
    let wasInside = isInside()
    const timer = setInterval(() => {
      const inside = isInside()
      if (wasInside && !inside && deck.state().playing) go.current(following(view, deck.position(), whole).start)
      wasInside = inside
    }, LOOK_EVERY_MS)
    return () => clearInterval(timer)
  }, [deck, view, whole])
}
