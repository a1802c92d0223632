import { useFormats } from '../i18n/format.ts'
import { lengthOf, placeOf, type Span, ticks } from './timeline.ts'

/** More labels than this touch each other on a narrow screen. */
const MOST_TICKS = 6

interface RulerProps {
  readonly view: Span
  /** What counts as 0:00: where the source begins. */
  readonly zero: number
}

export function Ruler({ view, zero }: RulerProps) {
  const { clock } = useFormats()
  const digits = lengthOf(view) < MOST_TICKS ? 1 : 0
  return (
    <div aria-hidden className="relative h-4 overflow-hidden text-dim text-xs">
      {ticks({ start: view.start - zero, end: view.end - zero }, MOST_TICKS).map((moment) => (
        <span
          key={moment}
          className="absolute border-line border-l pl-1 leading-4"
          style={{ left: `${placeOf(view, moment + zero) * 100}%` }}
        >
          {moment < 0 && '−'}
          {clock(Math.abs(moment), digits)}
        </span>
      ))}
    </div>
  )
}
