import { type KeyboardEvent, useState } from 'react'
import { topOfScale } from './days.ts'

export interface Bar {
  readonly name: string
  readonly value: number
  /** The value in words. */
  readonly text: string
}

interface BarChartProps {
  readonly title: string
  /** How it is read by keys. */
  readonly help: string
  readonly bars: readonly Bar[]
  readonly scale: (value: number) => string
}

/** Units of the drawing; it is stretched to the width there is. */
const HEIGHT = 100
const SLOT = 10
const GAP = 2

/**
 * Upright bars with the value of one of them in words: of the one under the pointer, or the one that the arrow keys
 * chose. For screen readers it is a slider over the days, which says name and value of each.
 */
export function BarChart({ title, help, bars, scale }: BarChartProps) {
  const [at, setAt] = useState<number>()
  const top = topOfScale(Math.max(0, ...bars.map(({ value }) => value)))
  const last = bars.length - 1
  const chosen = bars[at ?? last]
  const onKeyDown = (event: KeyboardEvent): void => {
    const now = at ?? last
    const next = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: last }[event.key]
    if (next === undefined) return
    event.preventDefault()
    setAt(Math.min(last, Math.max(0, next)))
  }
  return (
    <figure className="grid gap-1">
      <figcaption className="flex flex-wrap justify-between gap-x-4 text-xs text-dim">
        <span className="sr-only">{title}</span>
        <span>{scale(top)}</span>
        <span className="font-medium text-ink">{chosen && `${chosen.name}: ${chosen.text}`}</span>
      </figcaption>
      <div
        role="slider"
        tabIndex={0}
        aria-label={title}
        aria-description={help}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at ?? last}
        aria-valuetext={chosen && `${chosen.name}: ${chosen.text}`}
        onKeyDown={onKeyDown}
        onPointerLeave={() => setAt(undefined)}
        className="rounded"
      >
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${bars.length * SLOT} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="h-40 w-full border-y border-line"
        >
          {bars.map(({ name, value }, index) => {
            const height = Math.max((value / top) * HEIGHT, 1)
            return (
              <g key={name} onPointerEnter={() => setAt(index)}>
                <rect
                  x={index * SLOT}
                  width={SLOT}
                  height={HEIGHT}
                  className={index === at ? 'fill-raised' : 'fill-transparent'}
                />
                <rect
                  x={index * SLOT + GAP / 2}
                  y={HEIGHT - height}
                  width={SLOT - GAP}
                  height={height}
                  className={value === 0 ? 'fill-line' : index === (at ?? last) ? 'fill-after' : 'fill-before'}
                />
              </g>
            )
          })}
        </svg>
      </div>
      <div aria-hidden className="flex justify-between text-xs text-dim">
        <span>{bars[0]?.name}</span>
        <span>{bars[Math.floor(last / 2)]?.name}</span>
        <span>{bars[last]?.name}</span>
      </div>
    </figure>
  )
}
