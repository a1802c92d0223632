import { useEffect, useRef } from 'react'
import type { Deck } from './deck.ts'
import { placeOf, type Span } from './timeline.ts'

interface PlayheadProps {
  readonly deck: Deck
  readonly view: Span
  /** Told where it is, at every frame while it moves. */
  readonly onMoved?: (seconds: number) => void
}

/** A line where the deck plays; moved past React, since it moves with every frame. */
export function Playhead({ deck, view, onMoved }: PlayheadProps) {
  const line = useRef<HTMLDivElement>(null)
  useEffect(() => {
    let frame = 0
    const place = (): void => {
      const seconds = deck.position()
      const x = placeOf(view, seconds)
      if (line.current) {
        line.current.style.left = `${x * 100}%`
        line.current.hidden = x < 0 || x > 1
      }
      onMoved?.(seconds)
      cancelAnimationFrame(frame)
      if (deck.state().playing) frame = requestAnimationFrame(place)
    }
    place()
    const stop = deck.subscribe(place)
    return () => {
      stop()
      cancelAnimationFrame(frame)
    }
  }, [deck, view, onMoved])
  return <div ref={line} aria-hidden className="pointer-events-none absolute inset-y-0 z-10 w-px bg-ink" />
}
