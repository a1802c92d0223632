import { type PointerEvent, type ReactNode, useEffect, useRef } from 'react'
import { classes } from '../ui/classes.ts'
import type { Deck } from './deck.ts'
import type { Outline } from './outline.ts'
import { Playhead } from './playhead.tsx'
import { Spectrogram } from './spectrogram.tsx'
import { lengthOf, momentAt, placeOf, type Span } from './timeline.ts'
import { WaveCanvas } from './wave-canvas.tsx'

interface LaneProps {
  readonly label: ReactNode
  readonly url: string
  readonly outline: Outline | undefined
  readonly note: string | undefined
  readonly deck: Deck
  readonly view: Span
  readonly startsAt: number
  readonly side: 'before' | 'after'
  readonly heard: boolean
  readonly tall: boolean
  readonly spectrogram: boolean
  readonly loop: Span | undefined
  /** A click, at that moment of the time line. */
  readonly onSeek: (seconds: number) => void
  /** A stretch was drawn with the pointer. */
  readonly onDrawn: (span: Span) => void
  readonly onZoom: (factor: number, anchor: number) => void
  readonly onPan: (seconds: number) => void
  /** What lies over the waveform; told how much time a pixel is. */
  readonly children?: (secondsPerPixel: () => number) => ReactNode
}

/** A pointer that moved less meant to click. */
const CLICK_PIXELS = 4
const WHEEL_ZOOM = 1.0025

/** One clip on the time line. */
export function Lane(props: LaneProps) {
  const { label, outline, note, deck, view, startsAt, side, heard, tall, spectrogram, loop, url } = props
  const area = useRef<HTMLDivElement>(null)
  const drawn = useRef<HTMLDivElement>(null)
  const secondsPerPixel = (): number => lengthOf(view) / (area.current?.clientWidth || 1)
  const pointer = usePointer(area, drawn, props)
  useWheel(area, props)
  return (
    <div className="grid gap-1">
      <div className="flex min-h-7 items-center justify-between gap-2">{label}</div>
      <div
        ref={area}
        {...pointer}
        className={classes(
          'relative touch-pan-y overflow-hidden rounded-md border bg-ground',
          heard ? 'border-dim' : 'border-line',
          tall ? 'h-28' : 'h-14',
        )}
      >
        {spectrogram && outline ? (
          <Spectrogram {...{ url, view, startsAt }} durationSeconds={outline.durationSeconds} />
        ) : (
          outline && <WaveCanvas {...{ outline, view, startsAt }} colour={side} dimmed={!heard} />
        )}
        {note && <p className="absolute inset-0 grid place-items-center px-3 text-center text-dim text-xs">{note}</p>}
        {loop && <Shade span={loop} view={view} />}
        <div ref={drawn} hidden className="pointer-events-none absolute inset-y-0 bg-ink/15" />
        {props.children?.(secondsPerPixel)}
        <Playhead deck={deck} view={view} />
      </div>
    </div>
  )
}

const Shade = ({ span, view }: { readonly span: Span; readonly view: Span }) => (
  <div
    className="pointer-events-none absolute inset-y-0 border-ink/60 border-x bg-ink/10"
    style={{ left: `${placeOf(view, span.start) * 100}%`, width: `${(lengthOf(span) / lengthOf(view)) * 100}%` }}
  />
)

type Ref<Element> = { readonly current: Element | null }

function usePointer(area: Ref<HTMLDivElement>, drawn: Ref<HTMLDivElement>, { view, onSeek, onDrawn }: LaneProps) {
  const from = useRef<number | undefined>(undefined)
  const at = (clientX: number): number => {
    const box = area.current?.getBoundingClientRect()
    return box ? Math.min(1, Math.max(0, (clientX - box.left) / box.width)) : 0
  }
  const show = (a: number, b: number): void => {
    const element = drawn.current
    if (!element) return
    element.hidden = false
    element.style.left = `${Math.min(a, b) * 100}%`
    element.style.width = `${Math.abs(b - a) * 100}%`
  }
  return {
    onPointerDown: (event: PointerEvent<HTMLDivElement>) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      from.current = event.clientX
    },
    onPointerMove: (event: PointerEvent<HTMLDivElement>) => {
      if (from.current === undefined || Math.abs(event.clientX - from.current) < CLICK_PIXELS) return
      show(at(from.current), at(event.clientX))
    },
    onPointerUp: (event: PointerEvent<HTMLDivElement>) => {
      if (from.current === undefined) return
      const [a, b] = [at(from.current), at(event.clientX)]
      const dragged = Math.abs(event.clientX - from.current) >= CLICK_PIXELS
      from.current = undefined
      if (drawn.current) drawn.current.hidden = true
      if (dragged) onDrawn({ start: momentAt(view, Math.min(a, b)), end: momentAt(view, Math.max(a, b)) })
      else onSeek(momentAt(view, b))
    },
    onPointerCancel: () => {
      from.current = undefined
      if (drawn.current) drawn.current.hidden = true
    },
  }
}

/** Ctrl and the wheel (which is also how browsers tell a pinch) look closer; sideways moves along. */
function useWheel(area: Ref<HTMLDivElement>, { view, onZoom, onPan }: LaneProps): void {
  useEffect(() => {
    const element = area.current
    const turned = (event: WheelEvent): void => {
      const box = element?.getBoundingClientRect()
      if (!box) return
      if (event.ctrlKey || event.metaKey) {
        onZoom(WHEEL_ZOOM ** -event.deltaY, momentAt(view, (event.clientX - box.left) / box.width))
      } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) onPan((event.deltaX * lengthOf(view)) / box.width)
      else return
      event.preventDefault()
    }
    element?.addEventListener('wheel', turned, { passive: false })
    return () => element?.removeEventListener('wheel', turned)
  }, [area, view, onZoom, onPan])
}
