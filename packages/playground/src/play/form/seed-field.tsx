import { Dices, X } from 'lucide-react'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { IconButton } from '../../ui/button.tsx'
import { Field, TextBox } from '../../ui/field.tsx'
import { drawSeed } from '../runs/variations.ts'

const TEXTS = defineTexts({
  en: { draw: 'Draw a seed and keep it', clear: 'A new one every time', random: 'random' },
  tr: { draw: 'Bir tohum çek ve tut', clear: 'Her seferinde yenisi', random: 'rastgele' },
})

const LARGEST = 2 ** 32 - 1

interface SeedFieldProps {
  readonly title: string
  readonly help: string
  readonly value: unknown
  readonly error: string | undefined
  readonly onChange: (seed: number | undefined) => void
}

export function SeedField({ title, help, value, error, onChange }: SeedFieldProps) {
  const t = useTexts(TEXTS)
  const take = (text: string): void => {
    const digits = text.replace(/\D/g, '')
    onChange(digits === '' ? undefined : Math.min(Number(digits), LARGEST))
  }
  return (
    <Field label={title} help={help} error={error}>
      {(ids) => (
        <div className="flex gap-1">
          <TextBox
            {...ids}
            inputMode="numeric"
            placeholder={t.random}
            value={typeof value === 'number' ? String(value) : ''}
            onChange={({ target }) => take(target.value)}
          />
          <IconButton label={t.draw} onClick={() => onChange(drawSeed())}>
            <Dices />
          </IconButton>
          {value !== undefined && (
            <IconButton label={t.clear} onClick={() => onChange(undefined)}>
              <X />
            </IconButton>
          )}
        </div>
      )}
    </Field>
  )
}
