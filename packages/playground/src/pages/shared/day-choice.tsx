import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { TextBox } from '../../ui/field.tsx'
import type { DaySpan } from './day-span.ts'

const TEXTS = defineTexts({
  en: { from: 'From day', to: 'To day', until: 'to' },
  tr: { from: 'İlk gün', to: 'Son gün', until: '–' },
})

interface DayChoiceProps {
  readonly span: DaySpan
  readonly onChange: (span: DaySpan) => void
}

export function DayChoice({ span: { from, to }, onChange }: DayChoiceProps) {
  const t = useTexts(TEXTS)
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-dim">
      <TextBox
        type="date"
        aria-label={t.from}
        className="min-w-0 text-ink sm:w-36"
        value={from ?? ''}
        max={to}
        onChange={(event) => onChange({ from: event.target.value || undefined, to })}
      />
      {t.until}
      <TextBox
        type="date"
        aria-label={t.to}
        className="min-w-0 text-ink sm:w-36"
        value={to ?? ''}
        min={from}
        onChange={(event) => onChange({ from, to: event.target.value || undefined })}
      />
    </span>
  )
}
