import { RotateCcw } from 'lucide-react'
import { Slider } from 'radix-ui'
import { useEffect, useState } from 'react'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { IconButton } from './button.tsx'
import { Field, TextBox } from './field.tsx'

const TEXTS = defineTexts({
  en: { reset: (name: string) => `Reset ${name}`, exact: (name: string) => `${name}, exact` },
  tr: { reset: (name: string) => `${name} sıfırla`, exact: (name: string) => `${name}, tam değer` },
})

interface NumberSliderProps {
  readonly label: string
  readonly help?: string | undefined
  readonly error?: string | undefined
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step: number
  /** Where reset leads; none: no reset. */
  readonly initial?: number | undefined
  readonly onChange: (value: number) => void
  /** Once the hand lets go. */
  readonly onCommit?: (value: number) => void
}

/** A slider with a box for the exact number and a way back to the default. */
export function NumberSlider({
  label,
  help,
  error,
  value,
  min,
  max,
  step,
  initial,
  onChange,
  onCommit,
}: NumberSliderProps) {
  const t = useTexts(TEXTS)
  const change = (next: number): void => {
    onChange(next)
    onCommit?.(next)
  }
  return (
    <Field
      label={label}
      help={help}
      error={error}
      aside={
        <span className="flex items-center gap-1">
          {initial !== undefined && value !== initial && (
            <IconButton label={t.reset(label)} className="size-6" onClick={() => change(initial)}>
              <RotateCcw />
            </IconButton>
          )}
          <NumberBox {...{ value, min, max, step }} label={t.exact(label)} onChange={change} />
        </span>
      }
    >
      {(ids) => (
        <Slider.Root
          className="relative flex h-5 w-full touch-none items-center select-none"
          {...{ min, max, step }}
          value={[value]}
          onValueChange={([next = value]) => onChange(next)}
          onValueCommit={([next = value]) => onCommit?.(next)}
        >
          <Slider.Track className="relative h-1 grow rounded-full bg-line">
            <Slider.Range className="absolute h-full rounded-full bg-accent" />
          </Slider.Track>
          <Slider.Thumb
            {...ids}
            aria-label={label}
            className="block size-4 rounded-full border-2 border-accent bg-panel shadow"
          />
        </Slider.Root>
      )}
    </Field>
  )
}

interface NumberBoxProps {
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly step: number
  readonly onChange: (value: number) => void
}

/** Takes what is typed on Enter or on leaving, bounded; nonsense goes back to what was there. */
function NumberBox({ label, value, min, max, step, onChange }: NumberBoxProps) {
  const [text, setText] = useState(`${value}`)
  useEffect(() => setText(`${value}`), [value])
  const take = (): void => {
    const typed = Number(text.replace(',', '.'))
    const taken = text.trim() === '' || Number.isNaN(typed) ? value : Number.isInteger(step) ? Math.round(typed) : typed
    const bounded = Math.min(max, Math.max(min, taken))
    setText(`${bounded}`)
    if (bounded !== value) onChange(bounded)
  }
  return (
    <TextBox
      inputMode="decimal"
      aria-label={label}
      className="h-6! w-16! px-1.5! text-right"
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={take}
      onKeyDown={(event) => event.key === 'Enter' && take()}
    />
  )
}
