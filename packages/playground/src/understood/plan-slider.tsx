import { RotateCcw, Volume2, VolumeX } from 'lucide-react'
import { Slider } from 'radix-ui'
import { useEffect, useRef, useState } from 'react'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/language.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { IconButton } from '../ui/button.tsx'
import { classes } from '../ui/classes.ts'
import { keyTitle } from './key-texts.ts'
import type { PlanControl } from './plan-controls.ts'
import type { Pace } from './plan-edits.ts'
import { placeOf, readout } from './readout.ts'

const TEXTS = defineTexts({
  en: {
    off: 'off',
    semitones: (number: string) => `${number} st`,
    byWords: 'as the words have it',
    byHand: 'set by hand',
    reset: (name: string) => `${name}: back to the words`,
    mute: (name: string) => `Mute ${name}`,
  },
  tr: {
    off: 'kapalı',
    semitones: (number: string) => `${number} yt`,
    byWords: 'sözcüklere göre',
    byHand: 'elle ayarlandı',
    reset: (name: string) => `${name}: sözcüklere dön`,
    mute: (name: string) => `Sustur: ${name}`,
  },
})

export interface PlanSliderProps {
  readonly control: PlanControl
  /** `undefined`: left to the words. */
  readonly set: number | undefined
  /** What the words give; `undefined`: nobody knows. */
  readonly words: number | undefined
  /** Whether it takes the focus when it comes into sight. */
  readonly focusFirst: boolean
  readonly onSet: (value: number | undefined, pace: Pace) => void
  /** Only of what can be muted. */
  readonly onMute?: (() => void) | undefined
}

/** One key of the plan in one line: name, slider, value, and the way back. */
export function PlanSlider({ control, set, words, focusFirst, onSet, onMute }: PlanSliderProps) {
  const t = useTexts(TEXTS)
  const name = keyTitle(control, useLanguage())
  const formats = useFormats()
  const settled = set ?? words ?? 0
  // Only where the hand lets go is kept; until then the value lives here.
  const [shown, setShown] = useState(settled)
  useEffect(() => setShown(settled), [settled])
  const thumb = useRef<HTMLSpanElement>(null)
  const pace = useRef<Pace>('done')
  useEffect(() => {
    if (!focusFirst) return
    // The slider keeps its thumb hidden until it knows which of its thumbs it is.
    const frame = requestAnimationFrame(() => thumb.current?.focus())
    return () => cancelAnimationFrame(frame)
  }, [focusFirst])
  const byHand = set !== undefined || shown !== settled
  const text = !byHand && words === undefined ? t.byWords : readout(control, shown, formats, t)
  return (
    <div className="grid grid-cols-[7.5rem_minmax(3rem,1fr)_3.75rem_1.5rem] items-center gap-2">
      <span className="flex min-w-0 items-center gap-1">
        {onMute && (
          <IconButton
            label={t.mute(name)}
            aria-pressed={shown === 0}
            className="-ml-1 size-7! shrink-0"
            onClick={onMute}
          >
            {shown === 0 ? <VolumeX /> : <Volume2 />}
          </IconButton>
        )}
        <span className={classes('leading-tight break-words hyphens-auto', byHand && 'font-semibold')}>{name}</span>
      </span>
      <Slider.Root
        className="group relative flex h-7 w-full touch-none items-center select-none"
        {...{ min: control.min, max: control.max, step: control.step }}
        value={[shown]}
        onValueChange={([next = shown]) => setShown(next)}
        onKeyDownCapture={() => {
          pace.current = 'more'
        }}
        onPointerDownCapture={() => {
          pace.current = 'done'
        }}
        onValueCommit={([next = shown]) => onSet(next, pace.current)}
      >
        <Slider.Track className="relative h-1 grow rounded-full bg-line">
          <Fill control={control} value={shown} byHand={byHand} />
          {control.min < 0 && <Mark place={placeOf(control, 0)} className="h-2.5 bg-dim/60" />}
          {set !== undefined && words !== undefined && (
            <Mark place={placeOf(control, words)} className="h-3.5 bg-before" />
          )}
        </Slider.Track>
        <Slider.Thumb
          ref={thumb}
          aria-label={name}
          aria-valuetext={`${text}, ${byHand ? t.byHand : t.byWords}`}
          className={classes(
            'block size-3.5 rounded-full border-2 bg-panel shadow',
            byHand ? 'border-accent' : 'border-dim',
          )}
        />
      </Slider.Root>
      <span className={classes('text-right text-xs leading-tight', byHand ? 'text-ink' : 'text-dim')}>{text}</span>
      {set === undefined ? (
        <span />
      ) : (
        <IconButton label={t.reset(name)} className="size-6!" onClick={() => onSet(undefined, 'done')}>
          <RotateCcw className="text-accent" />
        </IconButton>
      )}
    </div>
  )
}

/** The thumb stays inside of the track, so places near the ends move inwards by up to half of its width. */
const THUMB_PX = 14
const across = (place: number): string => `calc(${place * 100}% + ${(0.5 - place) * THUMB_PX}px)`

/** From 0 to the value, whichever side that is. */
function Fill({ control, value, byHand }: { control: PlanControl; value: number; byHand: boolean }) {
  const [from, to] = [placeOf(control, 0), placeOf(control, value)].sort((a, b) => a - b) as [number, number]
  return (
    <span
      className={classes('absolute h-full rounded-full', byHand ? 'bg-accent' : 'bg-dim')}
      style={{ left: from === 0 ? 0 : across(from), right: to === 1 ? 0 : `calc(100% - ${across(to)})` }}
    />
  )
}

const Mark = ({ place, className }: { readonly place: number; readonly className: string }) => (
  <span
    className={classes('absolute top-1/2 w-0.5 -translate-x-1/2 -translate-y-1/2 rounded-full', className)}
    style={{ left: across(place) }}
  />
)
