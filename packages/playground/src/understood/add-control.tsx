import { Plus, X } from 'lucide-react'
import { useState } from 'react'
import { useLanguage } from '../i18n/language.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { TextBox } from '../ui/field.tsx'
import { groupTitle, keyTitle } from './key-texts.ts'
import { grouped, isCalled, type PlanControl } from './plan-controls.ts'

const TEXTS = defineTexts({
  en: {
    add: 'Add a control',
    find: 'Find a control',
    example: 'reverb, pad, pitch …',
    close: 'Close the list',
    none: (query: string) => `Nothing is called “${query}”.`,
    found: (count: number) => (count === 1 ? '1 control' : `${count} controls`),
  },
  tr: {
    add: 'Kontrol ekle',
    find: 'Kontrol ara',
    example: 'reverb, pad, perde …',
    close: 'Listeyi kapat',
    none: (query: string) => `“${query}” adında bir şey yok.`,
    found: (count: number) => `${count} kontrol`,
  },
})

interface AddControlProps {
  readonly controls: readonly PlanControl[]
  readonly onAdd: (key: string) => void
}

/** Leads to all that the words did not touch. */
export function AddControl({ controls, onAdd }: AddControlProps) {
  const t = useTexts(TEXTS)
  const [open, setOpen] = useState(false)
  if (!open) {
    return (
      <Button onClick={() => setOpen(true)}>
        <Plus /> {t.add}
      </Button>
    )
  }
  const add = (key: string): void => {
    setOpen(false)
    onAdd(key)
  }
  return <List controls={controls} onAdd={add} onClose={() => setOpen(false)} />
}

function List({ controls, onAdd, onClose }: AddControlProps & { readonly onClose: () => void }) {
  const t = useTexts(TEXTS)
  const language = useLanguage()
  const [query, setQuery] = useState('')
  const named = controls.filter((control) => isCalled(query, [keyTitle(control, language), control.title]))
  const found = controls.filter(
    (control) => named.includes(control) || isCalled(query, [groupTitle(control.group, language)]),
  )
  const [first] = [...named, ...found]
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it wherever the focus is inside
    <div
      className="grid w-full gap-3 rounded-lg border border-line bg-ground p-3"
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <div className="flex items-center gap-2">
        <TextBox
          autoFocus
          aria-label={t.find}
          placeholder={t.example}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && query !== '' && first && onAdd(first.key)}
        />
        <IconButton label={t.close} onClick={onClose}>
          <X />
        </IconButton>
      </div>
      <p aria-live="polite" className={found.length > 0 ? 'sr-only' : 'text-dim'}>
        {found.length > 0 ? t.found(found.length) : t.none(query)}
      </p>
      <div className="grid max-h-80 gap-3 overflow-y-auto">
        {grouped(found).map((group) => (
          <section key={group.name} className="grid gap-1.5">
            <h5 className="text-xs text-dim">{groupTitle(group.name, language)}</h5>
            <div className="flex flex-wrap gap-1.5">
              {group.controls.map((control) => (
                <Button key={control.key} className="h-7 px-2.5" onClick={() => onAdd(control.key)}>
                  {keyTitle(control, language)}
                </Button>
              ))}
            </div>
          </section>
        ))}
      </div>
    </div>
  )
}
