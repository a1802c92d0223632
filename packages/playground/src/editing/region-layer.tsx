import { X } from 'lucide-react'
import { useFormats } from '../i18n/format.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { placeOf, type Span } from '../listening/timeline.ts'
import { Handle } from './handle.tsx'
import { type Region, withEdge, withoutRegion } from './regions.ts'

const TEXTS = defineTexts({
  en: {
    start: (n: number) => `Region ${n} start`,
    end: (n: number) => `Region ${n} end`,
    remove: (n: number) => `Remove region ${n}`,
  },
  tr: {
    start: (n) => `${n}. bölümün başı`,
    end: (n) => `${n}. bölümün sonu`,
    remove: (n) => `${n}. bölümü kaldır`,
  },
})

interface RegionLayerProps {
  readonly regions: readonly Region[]
  readonly view: Span
  readonly clipSeconds: number
  readonly onBegin: () => void
  readonly onChange: (regions: readonly Region[]) => void
  readonly secondsPerPixel: () => number
}

/** The stretches to be made anew, over the waveform of the source. */
export function RegionLayer({ regions, view, clipSeconds, onBegin, onChange, secondsPerPixel }: RegionLayerProps) {
  const t = useTexts(TEXTS)
  const { clock } = useFormats()
  const remove = (index: number): void => {
    onBegin()
    onChange(withoutRegion(regions, index))
  }
  return regions.map(({ start, end }, index) => {
    const [left, right] = [placeOf(view, start), placeOf(view, end)]
    const handle = (edge: 'start' | 'end') => (
      <Handle
        label={t[edge](index + 1)}
        value={edge === 'start' ? start : end}
        valueText={clock(edge === 'start' ? start : end, 2)}
        min={0}
        max={clipSeconds}
        place={edge === 'start' ? left : right}
        onBegin={onBegin}
        onMove={(seconds) => onChange(withEdge(regions, index, edge, seconds, clipSeconds))}
        onDelete={() => remove(index)}
        secondsPerPixel={secondsPerPixel}
      />
    )
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a region is its place in the list; its edges move under the hand
      <div key={index}>
        <div
          className="pointer-events-none absolute inset-y-0 border-accent/70 border-y-2 bg-accent/25"
          style={{ left: `${left * 100}%`, width: `${(right - left) * 100}%` }}
        />
        {handle('start')}
        {handle('end')}
        <button
          type="button"
          aria-label={t.remove(index + 1)}
          onPointerDown={(event) => event.stopPropagation()}
          onClick={() => remove(index)}
          className="absolute top-1 z-20 -ml-7 grid size-5 place-items-center rounded bg-accent text-on-accent"
          style={{ left: `${right * 100}%` }}
        >
          <X className="size-3.5" />
        </button>
      </div>
    )
  })
}
