import { type ReactNode, useEffect, useRef } from 'react'
import type { Outline } from '../clips/outline.ts'
import { classes } from '../ui/classes.ts'
import type { Deck } from './deck.ts'
import { Playhead } from './playhead.tsx'
import { Spectrogram } from './spectrogram.tsx'
import { lengthOf, momentAt, placeOf, type Span } from './timeline.ts'
import { useDrawnSpan } from './use-drawn-span.ts'
import { WaveCanvas } from './wave-canvas.tsx'

interface LaneProps {
  readonly label: ReactNode
  readonly url: string
  readonly outline: Outline | undefined
  readonly note: string | undefined
  readonly deck: Deck
  readonly view: Span
  /** Where on the time line the clip begins. */
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

const WHEEL_ZOOM = 1.0025

/** One clip on the time line. */
export function Lane(props: LaneProps) {
  const { label, outline, note, deck, view, startsAt, side, heard, tall, spectrogram, loop, url } = props
  const area = useRef<HTMLDivElement>(null)
  const drawn = useRef<HTMLDivElement>(null)
  const secondsPerPixel = (): number => lengthOf(view) / (area.current?.clientWidth || 1)
  const pointer = useDrawnSpan({ area, drawn, ...props })
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
          <Spectrogram key={url} {...{ url, view, startsAt }} durationSeconds={outline.durationSeconds} />
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

/** Ctrl and the wheel (which is also how browsers tell a pinch) look closer; sideways moves along. */
function useWheel(area: { readonly current: HTMLDivElement | null }, { view, onZoom, onPan }: LaneProps): void {
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
