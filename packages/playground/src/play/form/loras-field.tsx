import { Plus, X } from 'lucide-react'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Select } from '../../ui/field.tsx'
import { NumberSlider } from '../../ui/number-slider.tsx'

const TEXTS = defineTexts({
  en: {
    none: 'None is installed. Put a LoRA file into the server’s folder of LoRAs, and it can be chosen here.',
    add: 'Add a LoRA',
    name: (index: number) => `LoRA ${index}`,
    strength: 'Strength',
    remove: (name: string) => `Remove ${name}`,
  },
  tr: {
    none: 'Kurulu LoRA yok. Bir LoRA dosyasını sunucunun LoRA klasörüne koyarsanız burada seçilebilir.',
    add: 'LoRA ekle',
    name: (index) => `LoRA ${index}`,
    strength: 'Güç',
    remove: (name) => `${name} kaldır`,
  },
})

interface Lora {
  readonly path: string
  readonly scale?: number
}

interface LorasFieldProps {
  readonly title: string
  readonly help: string
  readonly value: unknown
  readonly error: string | undefined
  /** Names that the server has. */
  readonly installed: readonly string[]
  readonly onChange: (loras: readonly Lora[] | undefined) => void
}

/** Of the wire. */
const MAX_LORAS = 8
const STRENGTH = { min: -4, max: 4, step: 0.1, initial: 1 } as const

export function LorasField({ title, help, value, error, installed, onChange }: LorasFieldProps) {
  const t = useTexts(TEXTS)
  const loras: readonly Lora[] = Array.isArray(value) ? value : []
  const change = (next: readonly Lora[]): void => onChange(next.length === 0 ? undefined : next)
  const replace = (index: number, lora: Lora): void => change(loras.with(index, lora))
  const unused = installed.find((name) => !loras.some(({ path }) => path === name))
  return (
    <fieldset className="grid gap-2">
      <legend className="font-medium">{title}</legend>
      {loras.map((lora, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list has no other identity, and every row is controlled
        <div key={`${index}-${lora.path}`} className="grid gap-1 rounded-md border border-line p-2">
          <div className="flex gap-1">
            <Select
              aria-label={t.name(index + 1)}
              value={lora.path}
              onChange={({ target }) => replace(index, { ...lora, path: target.value })}
            >
              {[...new Set([lora.path, ...installed])].map((name) => (
                <option key={name}>{name}</option>
              ))}
            </Select>
            <IconButton label={t.remove(lora.path)} onClick={() => change(loras.toSpliced(index, 1))}>
              <X />
            </IconButton>
          </div>
          <NumberSlider
            label={t.strength}
            {...STRENGTH}
            value={lora.scale ?? STRENGTH.initial}
            onChange={(scale) => replace(index, { ...lora, scale })}
          />
        </div>
      ))}
      {unused !== undefined && loras.length < MAX_LORAS && (
        <Button className="justify-self-start" onClick={() => change([...loras, { path: unused }])}>
          <Plus /> {t.add}
        </Button>
      )}
      <p className={error === undefined ? 'text-xs text-dim' : 'text-xs text-bad'}>
        {error ?? (installed.length === 0 ? t.none : help)}
      </p>
    </fieldset>
  )
}
