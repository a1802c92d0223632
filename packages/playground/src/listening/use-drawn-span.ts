/** What a pointer does on a strip of the time line: a click is a moment, a drag a stretch, two fingers look closer. */

import { type PointerEvent, useRef } from 'react'
import { momentAt, type Span } from './timeline.ts'

interface Ref<Element> {
  readonly current: Element | null
}

interface Drawing {
  /** What the pointer is on, as wide as the view. */
  readonly area: Ref<HTMLElement>
  /** Shown over the stretch while it is drawn; moved past React, as often as the pointer moves. */
  readonly drawn: Ref<HTMLElement>
  readonly view: Span
  readonly onSeek: (seconds: number) => void
  readonly onDrawn: (span: Span) => void
  readonly onZoom: (factor: number, anchor: number) => void
}

/** A pointer that moved less meant to click. */
const CLICK_PIXELS = 4
/** Fingers closer than this would zoom by leaps. */
const LEAST_PINCH_PIXELS = 24

export function useDrawnSpan({ area, drawn, view, onSeek, onDrawn, onZoom }: Drawing) {
  const pointers = useRef(new Map<number, number>())
  const from = useRef<number | undefined>(undefined)
  const pinch = useRef<number | undefined>(undefined)

  const at = (clientX: number): number => {
    const box = area.current?.getBoundingClientRect()
    return box ? Math.min(1, Math.max(0, (clientX - box.left) / box.width)) : 0
  }
  const show = (a: number, b: number): void => {
    if (!drawn.current) return
    drawn.current.hidden = false
    drawn.current.style.left = `${Math.min(a, b) * 100}%`
    drawn.current.style.width = `${Math.abs(b - a) * 100}%`
  }
  const letGo = (): void => {
    from.current = undefined
    if (drawn.current) drawn.current.hidden = true
  }
  const between = (): { readonly apart: number; readonly middle: number } => {
    const [a = 0, b = 0] = [...pointers.current.values()]
    return { apart: Math.max(LEAST_PINCH_PIXELS, Math.abs(a - b)), middle: (a + b) / 2 }
  }
  const lift = (event: PointerEvent<HTMLElement>): void => {
    pointers.current.delete(event.pointerId)
    if (pointers.current.size < 2) pinch.current = undefined
  }
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      pointers.current.set(event.pointerId, event.clientX)
      if (pointers.current.size === 1) from.current = event.clientX
      else {
        letGo()
        pinch.current = between().apart
      }
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (!pointers.current.has(event.pointerId)) return
      pointers.current.set(event.pointerId, event.clientX)
      if (pinch.current !== undefined) {
        const { apart, middle } = between()
        onZoom(apart / pinch.current, momentAt(view, at(middle)))
        pinch.current = apart
      } else if (from.current !== undefined && Math.abs(event.clientX - from.current) >= CLICK_PIXELS) {
        show(at(from.current), at(event.clientX))
      }
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      lift(event)
      if (from.current === undefined) return
      const [a, b] = [at(from.current), at(event.clientX)]
      const dragged = Math.abs(event.clientX - from.current) >= CLICK_PIXELS
      letGo()
      if (dragged) onDrawn({ start: momentAt(view, Math.min(a, b)), end: momentAt(view, Math.max(a, b)) })
      else onSeek(momentAt(view, b))
    },
    onPointerCancel: (event: PointerEvent<HTMLElement>) => {
      lift(event)
      letGo()
    },
  }
}
