import type { CatalogueModel } from '../../catalogue/catalogue.ts'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Field, Select, TextArea } from '../../ui/field.tsx'
import { NumberSlider } from '../../ui/number-slider.tsx'
import { useFieldText } from './field-texts.ts'
import type { FormField } from './form-fields.ts'
import { LorasField } from './loras-field.tsx'
import { SeedField } from './seed-field.tsx'

export interface InputFieldProps {
  readonly field: FormField
  /** What the desk has; `undefined` for the default. */
  readonly value: unknown
  readonly error: string | undefined
  readonly engine: CatalogueModel['engine']
  readonly onChange: (value: unknown) => void
  /** Ctrl or Cmd with Enter in a text. */
  readonly onGenerate: () => void
}

const TEXTS = defineTexts({
  en: {
    bestSuited: 'The best suited',
    ownChoice: 'As the engine likes',
    upTo: (name: string, seconds: number) => `${name} (up to ${seconds} s)`,
  },
  tr: {
    bestSuited: 'En uygunu',
    ownChoice: 'Motorun seçtiği',
    upTo: (name, seconds) => `${name} (en çok ${seconds} sn)`,
  },
})

/** One input of the schema. Those that need more of the page (clip, regions) are drawn by the form itself. */
export function InputField(props: InputFieldProps) {
  const text = useFieldText()(props.field)
  const { field, value, error, engine, onChange } = props
  switch (field.kind) {
    case 'text':
      return <TextField {...props} field={field} />
    case 'number':
      return (
        <NumberSlider
          label={text.title}
          help={text.help}
          {...{ error, min: field.min, max: field.max, step: field.step, initial: field.initial }}
          value={typeof value === 'number' ? value : field.initial}
          onChange={onChange}
        />
      )
    case 'choice':
      return <ChoiceField {...props} options={field.options.map((name) => ({ name }))} initial={field.initial} />
    case 'checkpoint':
      return <ChoiceField {...props} options={engine?.checkpoints ?? []} initial={undefined} />
    case 'seed':
      return <SeedField {...text} {...{ value, error, onChange }} />
    case 'loras':
      return <LorasField {...text} {...{ value, error, onChange }} installed={engine?.loras ?? []} />
    default:
      return null
  }
}

function TextField({
  field,
  value,
  error,
  onChange,
  onGenerate,
}: InputFieldProps & { field: FormField & { kind: 'text' } }) {
  const text = useFieldText()(field)
  return (
    <Field label={text.title} help={text.help} error={error}>
      {(ids) => (
        <TextArea
          {...ids}
          data-input={field.name}
          aria-required={field.required}
          aria-invalid={error !== undefined}
          maxLength={field.maxLength}
          value={typeof value === 'string' ? value : field.initial}
          onChange={({ target }) => onChange(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
            event.preventDefault()
            onGenerate()
          }}
        />
      )}
    </Field>
  )
}

interface Choice {
  readonly name: string
  readonly longest_seconds?: number
}

type ChoiceFieldProps = InputFieldProps & { readonly options: readonly Choice[]; readonly initial: string | undefined }

function ChoiceField({ field, value, error, options, initial, onChange }: ChoiceFieldProps) {
  const t = useTexts(TEXTS)
  const text = useFieldText()(field)
  const chosen = typeof value === 'string' ? value : (initial ?? '')
  // A request from elsewhere may name what is not here; it must not look like the default.
  const known = chosen === '' || options.some(({ name }) => name === chosen)
  return (
    <Field label={text.title} help={text.help} error={error}>
      {(ids) => (
        <Select {...ids} value={chosen} onChange={({ target }) => onChange(target.value)}>
          {initial === undefined && (
            <option value="">{field.kind === 'checkpoint' ? t.bestSuited : t.ownChoice}</option>
          )}
          {!known && <option value={chosen}>{chosen}</option>}
          {options.map(({ name, longest_seconds: longest }) => (
            <option key={name} value={name}>
              {longest === undefined ? name : t.upTo(name, longest)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
