import { Plus, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { TextBox } from '../../ui/field.tsx'
import { nextRegion, type Region } from './regions.ts'

const TEXTS = defineTexts({
  en: {
    start: (index: number) => `Start of stretch ${index}, seconds`,
    end: (index: number) => `End of stretch ${index}, seconds`,
    to: 'to',
    seconds: 's',
    add: 'Add a stretch',
    remove: (index: number) => `Remove stretch ${index}`,
    empty: 'No stretch yet.',
  },
  tr: {
    start: (index) => `${index}. bölümün başı, saniye`,
    end: (index) => `${index}. bölümün sonu, saniye`,
    to: '–',
    seconds: 'sn',
    add: 'Bölüm ekle',
    remove: (index) => `${index}. bölümü kaldır`,
    empty: 'Henüz bölüm yok.',
  },
})

interface RegionsFieldProps {
  readonly title: string
  readonly help: string
  readonly regions: readonly Region[]
  readonly error: string | undefined
  readonly onChange: (regions: readonly Region[]) => void
}

/** The stretches in numbers, for whoever knows the second. */
export function RegionsField({ title, help, regions, error, onChange }: RegionsFieldProps) {
  const t = useTexts(TEXTS)
  const change = (index: number, region: Region): void => onChange(regions.with(index, region))
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 font-medium">{title}</legend>
      {regions.length === 0 && <p className="text-dim">{t.empty}</p>}
      {regions.map((region, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a stretch is known by its place alone
        <div key={index} className="flex items-center gap-1.5">
          <SecondsBox
            label={t.start(index + 1)}
            value={region.start}
            onChange={(start) => change(index, { ...region, start })}
          />
          <span aria-hidden className="text-dim">
            {t.to}
          </span>
          <SecondsBox
            label={t.end(index + 1)}
            value={region.end}
            onChange={(end) => change(index, { ...region, end })}
          />
          <span aria-hidden className="grow text-dim">
            {t.seconds}
          </span>
          <IconButton label={t.remove(index + 1)} onClick={() => onChange(regions.toSpliced(index, 1))}>
            <X />
          </IconButton>
        </div>
      ))}
      <Button
        look="quiet"
        className="-ml-1 justify-self-start px-2"
        onClick={() => onChange([...regions, nextRegion(regions)])}
      >
        <Plus /> {t.add}
      </Button>
      <p className={error === undefined ? 'text-xs text-dim' : 'text-xs text-bad'}>{error ?? help}</p>
    </fieldset>
  )
}

interface SecondsBoxProps {
  readonly label: string
  readonly value: number
  readonly onChange: (seconds: number) => void
}

/** Taken on Enter or on leaving; nonsense goes back to what was there. */
function SecondsBox({ label, value, onChange }: SecondsBoxProps) {
  const [text, setText] = useState(`${value}`)
  useEffect(() => setText(`${value}`), [value])
  const take = (): void => {
    const typed = Number(text.replace(',', '.'))
    if (text.trim() === '' || !(typed >= 0)) setText(`${value}`)
    else if (typed !== value) onChange(typed)
  }
  return (
    <TextBox
      inputMode="decimal"
      aria-label={label}
      className="w-20! text-right"
      value={text}
      onChange={({ target }) => setText(target.value)}
      onBlur={take}
      onKeyDown={({ key }) => key === 'Enter' && take()}
    />
  )
}
