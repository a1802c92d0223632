import { ChevronRight, RotateCcw } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { CatalogueModel, ModelName } from '../../catalogue/catalogue.ts'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button.tsx'
import { changeDesk, type Desk, type SourceClip, setInput } from '../desk.ts'
import { SourceField } from '../source/source-field.tsx'
import type { Source } from '../source/use-source.ts'
import { useFieldText } from './field-texts.ts'
import { type FormField, type FormFields, keptValue } from './form-fields.ts'
import { InputField } from './input-field.tsx'
import { regionsOf, wireRegions } from './regions.ts'
import { RegionsField } from './regions-field.tsx'

const TEXTS = defineTexts({
  en: {
    advanced: 'Advanced',
    changed: (count: number) => (count === 1 ? '1 changed' : `${count} changed`),
    ignored: (names: string) => `The installed engine has no use for: ${names}.`,
    reset: 'Reset all but the prompt',
    plan: 'With a plan edited by hand.',
    dropPlan: 'Take it out',
  },
  tr: {
    advanced: 'Gelişmiş',
    changed: (count) => `${count} değişiklik`,
    ignored: (names) => `Kurulu motorun kullanmadıkları: ${names}.`,
    reset: 'İstem dışındakileri sıfırla',
    plan: 'Elle değiştirilmiş bir planla.',
    dropPlan: 'Planı çıkar',
  },
})

export interface ModelFormProps {
  readonly model: ModelName
  readonly fields: FormFields
  readonly engine: CatalogueModel['engine']
  readonly desk: Desk
  readonly source: Source
  readonly example: SourceClip
  /** What is wrong with an input, by its name. */
  readonly errors: Readonly<Record<string, string>>
  readonly onGenerate: () => void
}

/** The inputs of a model, made from its schema. */
export function ModelForm(props: ModelFormProps) {
  const t = useTexts(TEXTS)
  const { model, fields, desk } = props
  return (
    <div className="grid grid-cols-1 gap-4">
      {fields.main.map((field) => (
        <OneField key={field.name} field={field} {...props} />
      ))}
      {desk.input.plan !== undefined && (
        <p className="flex items-center justify-between gap-2 rounded-md border border-line px-3 py-1">
          {t.plan}
          <Button look="quiet" onClick={() => setInput(model, 'plan', undefined)}>
            {t.dropPlan}
          </Button>
        </p>
      )}
      <Advanced {...props} />
    </div>
  )
}

/** What only some need. It opens by itself when something in it is refused. */
function Advanced(props: ModelFormProps) {
  const t = useTexts(TEXTS)
  const textOf = useFieldText()
  const { model, fields, desk, errors } = props
  const [open, setOpen] = useState(false)
  const refused = fields.advanced.some(({ name }) => errors[name] !== undefined)
  useEffect(() => {
    if (refused) setOpen(true)
  }, [refused])
  const changed = fields.advanced.filter((field) => keptValue(field, desk.input[field.name]) !== undefined).length
  return (
    <details
      open={open}
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open)
        if (currentTarget.open) showBelow(currentTarget)
      }}
      className="group"
    >
      <summary className="-mx-1 flex list-none items-center gap-1 rounded-md px-1 py-1 font-medium hover:bg-raised">
        <ChevronRight className="size-4 transition-transform group-open:rotate-90" aria-hidden />
        {t.advanced}
        {changed > 0 && <span className="ml-auto text-xs font-normal text-dim">{t.changed(changed)}</span>}
      </summary>
      <div className="grid grid-cols-1 gap-4 pt-3">
        {fields.advanced.map((field) => (
          <OneField key={field.name} field={field} {...props} />
        ))}
        {fields.ignored.length > 0 && (
          <p className="text-xs text-dim">{t.ignored(fields.ignored.map((field) => textOf(field).title).join(', '))}</p>
        )}
        <Button look="quiet" className="-ml-1 justify-self-start px-2" onClick={() => resetAll(model)}>
          <RotateCcw /> {t.reset}
        </Button>
      </div>
    </details>
  )
}

/** What was just opened lies below the edge of the form, where the form scrolls by itself. */
function showBelow(details: HTMLElement): void {
  details.closest('[data-scrolls]')?.scrollTo({ top: details.offsetTop - 8 })
}

/** The words are work; numbers are two clicks. */
const resetAll = (model: ModelName): void =>
  changeDesk(model, ({ input: { prompt } }) => ({ input: prompt === undefined ? {} : { prompt } }))

function OneField({
  field,
  model,
  engine,
  desk,
  source,
  example,
  errors,
  onGenerate,
}: ModelFormProps & { field: FormField }) {
  const text = useFieldText()(field)
  const error = errors[field.name]
  if (field.kind === 'source') return <SourceField {...{ source, example, error }} title={text.title} />
  if (field.kind === 'regions') {
    return (
      <RegionsField
        {...text}
        {...{ error }}
        regions={regionsOf(desk.input)}
        onChange={(regions) => setInput(model, 'regions', wireRegions(regions))}
      />
    )
  }
  return (
    <InputField
      {...{ field, error, engine, onGenerate }}
      value={desk.input[field.name]}
      onChange={(value) => setInput(model, field.name, keptValue(field, value))}
    />
  )
}
