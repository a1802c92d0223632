import { useFormats } from '../i18n/format.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { placeOf, type Span } from '../listening/timeline.ts'
import { Handle } from './handle.tsx'
import { roomBeside } from './margins.ts'

const TEXTS = defineTexts({
  en: { before: 'Seconds added before', after: 'Seconds added after' },
  tr: { before: 'Öncesine eklenen saniye', after: 'Sonrasına eklenen saniye' },
})

interface ExtensionLayerProps {
  readonly before: number
  readonly after: number
  readonly clipSeconds: number
  readonly longestSeconds: number
  readonly view: Span
  readonly onBegin: () => void
  readonly onChange: (seconds: { readonly before: number; readonly after: number }) => void
  readonly secondsPerPixel: () => number
}

/** The time that is added to a clip at both ends, with edges to drag outward. */
export function ExtensionLayer(props: ExtensionLayerProps) {
  const { before, after, clipSeconds, longestSeconds, view, onBegin, onChange, secondsPerPixel } = props
  const t = useTexts(TEXTS)
  const { seconds } = useFormats()
  const room = roomBeside(clipSeconds, longestSeconds)
  const bounded = (value: number, other: number): number =>
    Math.max(0, Math.min(room - other, Math.round(value * 10) / 10))
  const [clipStart, clipEnd] = [placeOf(view, 0), placeOf(view, clipSeconds)]
  const [first, last] = [placeOf(view, -before), placeOf(view, clipSeconds + after)]
  return (
    <>
      <Added left={first} right={clipStart} text={before > 0 ? `+${seconds(before)}` : ''} />
      <Added left={clipEnd} right={last} text={after > 0 ? `+${seconds(after)}` : ''} />
      <Handle
        label={t.before}
        value={before}
        valueText={seconds(before)}
        min={0}
        max={Math.max(0, room - after)}
        place={first}
        onBegin={onBegin}
        onMove={(value) => onChange({ before: bounded(value, after), after })}
        secondsPerPixel={secondsPerPixel}
        direction={-1}
      />
      <Handle
        label={t.after}
        value={after}
        valueText={seconds(after)}
        min={0}
        max={Math.max(0, room - before)}
        place={last}
        onBegin={onBegin}
        onMove={(value) => onChange({ before, after: bounded(value, before) })}
        secondsPerPixel={secondsPerPixel}
      />
    </>
  )
}

const Added = ({ left, right, text }: { readonly left: number; readonly right: number; readonly text: string }) => (
  <div
    className="pointer-events-none absolute inset-y-0 grid place-items-center bg-[repeating-linear-gradient(45deg,var(--line)_0_4px,transparent_4px_9px)] text-accent text-xs"
    style={{ left: `${left * 100}%`, width: `${Math.max(0, right - left) * 100}%` }}
  >
    {text && <span className="rounded bg-panel px-1.5">{text}</span>}
  </div>
)
