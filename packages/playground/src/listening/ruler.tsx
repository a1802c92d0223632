import { useFormats } from '../i18n/format.ts'
import { lengthOf, placeOf, type Span, ticks } from './timeline.ts'

/** More labels than this touch each other on a narrow screen. */
const MOST_TICKS = 6

export function Ruler({ view }: { readonly view: Span }) {
  const { clock } = useFormats()
  const digits = lengthOf(view) < MOST_TICKS ? 1 : 0
  return (
    <div aria-hidden className="relative h-4 overflow-hidden text-dim text-xs">
      {ticks(view, MOST_TICKS).map((moment) => (
        <span
          key={moment}
          className="absolute border-line border-l pl-1 leading-4"
          style={{ left: `${placeOf(view, moment) * 100}%` }}
        >
          {clock(moment, digits)}
        </span>
      ))}
    </div>
  )
}
