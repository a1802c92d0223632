import { useRef } from 'react'
import { Handle } from '../editing/handle.tsx'
import { useFormats } from '../i18n/format.ts'
import { useTexts } from '../i18n/texts.ts'
import { DESK_TEXTS } from './desk-texts.ts'
import { Ruler } from './ruler.tsx'
import { lengthOf, placeOf, type Span } from './timeline.ts'
import { useDrawnSpan } from './use-drawn-span.ts'

interface LoopBarProps {
  readonly view: Span
  readonly whole: Span
  readonly selection: Span | undefined
  readonly onSelect: (span: Span) => void
  readonly onSeek: (seconds: number) => void
  readonly onZoom: (factor: number, anchor: number) => void
}

const SHORTEST_SECONDS = 0.05
const nothing = (): void => undefined

/** The ruler, where a loop is drawn also while dragging on the source means something else, and set by keys. */
export function LoopBar({ view, whole, selection, onSelect, onSeek, onZoom }: LoopBarProps) {
  const t = useTexts(DESK_TEXTS)
  const { clock } = useFormats()
  const area = useRef<HTMLDivElement>(null)
  const drawn = useRef<HTMLDivElement>(null)
  const pointer = useDrawnSpan({ area, drawn, view, onSeek, onDrawn: onSelect, onZoom })
  const span = selection ?? whole
  const move = (edge: keyof Span, seconds: number): void => {
    const [least, most] =
      edge === 'start' ? [whole.start, span.end - SHORTEST_SECONDS] : [span.start + SHORTEST_SECONDS, whole.end]
    onSelect({ ...span, [edge]: Math.min(most, Math.max(least, seconds)) })
  }
  const handle = (edge: keyof Span) => (
    <Handle
      look="ink"
      label={edge === 'start' ? t.loopStart : t.loopEnd}
      value={span[edge]}
      valueText={clock(span[edge], 1)}
      min={whole.start}
      max={whole.end}
      place={placeOf(view, span[edge])}
      onBegin={nothing}
      onMove={(seconds) => move(edge, seconds)}
      secondsPerPixel={() => lengthOf(view) / (area.current?.clientWidth || 1)}
    />
  )
  return (
    <div ref={area} {...pointer} className="relative h-6 touch-pan-y overflow-hidden rounded-md bg-raised py-1">
      <Ruler view={view} />
      {selection && (
        <div
          className="pointer-events-none absolute inset-y-0 bg-ink/15"
          style={{ left: `${placeOf(view, span.start) * 100}%`, width: `${(lengthOf(span) / lengthOf(view)) * 100}%` }}
        />
      )}
      <div ref={drawn} hidden className="pointer-events-none absolute inset-y-0 bg-ink/15" />
      {handle('start')}
      {handle('end')}
    </div>
  )
}
