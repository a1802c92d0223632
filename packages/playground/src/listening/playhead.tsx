import { useEffect, useRef } from 'react'
import type { Deck } from './deck.ts'
import { placeOf, type Span } from './timeline.ts'

/** A line where the deck plays; moved past React, since it moves with every frame. */
export function Playhead({ deck, view }: { readonly deck: Deck; readonly view: Span }) {
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let frame = 0
    const place = (): void => {
      const x = placeOf(view, deck.position())
      if (line.current) {
        line.current.style.left = `${x * 100}%`
        line.current.hidden = x < 0 || x > 1
      }
      cancelAnimationFrame(frame)
      if (deck.state().playing) frame = requestAnimationFrame(place)
    }
    place()
    const stop = deck.subscribe(place)
    return () => {
      stop()
      cancelAnimationFrame(frame)
    }
  }, [deck, view])
  return <div ref={line} aria-hidden className="pointer-events-none absolute inset-y-0 z-10 w-px bg-ink" />
}
