import type { CatalogueModel } from '../catalogue/catalogue.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { useFieldText } from './form/field-texts.ts'
import { type InputProperty, inputSchemaOf, propertyOf } from './form/form-fields.ts'

const TEXTS = defineTexts({
  en: {
    parameters: 'Parameters',
    json: 'JSON schema',
    name: 'Name',
    type: 'Type',
    fallback: 'Default',
    range: 'Range',
    meaning: 'Meaning',
    required: 'required',
    characters: (count: number) => `${count} characters at most`,
    items: (count: number) => `${count} at most`,
  },
  tr: {
    parameters: 'Parametreler',
    json: 'JSON şeması',
    name: 'Ad',
    type: 'Tür',
    fallback: 'Varsayılan',
    range: 'Aralık',
    meaning: 'Anlamı',
    required: 'zorunlu',
    characters: (count) => `en fazla ${count} karakter`,
    items: (count) => `en fazla ${count}`,
  },
})

export function SchemaView({ model }: { readonly model: CatalogueModel }) {
  const t = useTexts(TEXTS)
  const textOf = useFieldText()
  const schema = inputSchemaOf(model)
  const json = JSON.stringify(schema, undefined, 2)
  return (
    <div className="grid gap-4">
      <section aria-label={t.parameters} className="overflow-x-auto">
        <table className="w-full border-collapse text-left align-top text-xs">
          <thead>
            <tr className="border-b border-line text-dim">
              {[t.name, t.type, t.fallback, t.range, t.meaning].map((heading) => (
                <th key={heading} scope="col" className="py-1 pr-3 font-medium">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {schema['x-order-properties'].map((name) => {
              const property = propertyOf(schema, name)
              const { title = name, description = '' } = property
              const required = schema.required.includes(name)
              return (
                <tr key={name} className="border-b border-line align-top">
                  <th scope="row" className="py-1.5 pr-3 font-mono font-normal">
                    {name}
                    {required && <span className="block font-sans text-accent">{t.required}</span>}
                  </th>
                  <td className="py-1.5 pr-3">{String(property.type)}</td>
                  <td className="py-1.5 pr-3 font-mono">{defaultOf(property)}</td>
                  <td className="py-1.5 pr-3">{rangeOf(property, t)}</td>
                  <td className="min-w-48 py-1.5">
                    {textOf({ name, title: String(title), help: String(description) }).help}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
      <section aria-label={t.json} className="grid gap-1">
        <div className="flex items-center justify-between">
          <h3 className="font-semibold">{t.json}</h3>
          <CopyButton text={json} />
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard */}
        <pre tabIndex={0} className="max-h-96 overflow-auto rounded-lg bg-ground p-3 font-mono text-xs">
          {json}
        </pre>
      </section>
    </div>
  )
}

const defaultOf = ({ default: fallback }: InputProperty): string =>
  fallback === undefined || fallback === '' ? '–' : JSON.stringify(fallback)

interface RangeTexts {
  readonly characters: (count: number) => string
  readonly items: (count: number) => string
}

function rangeOf({ enum: options, minimum, maximum, maxLength, maxItems }: InputProperty, t: RangeTexts): string {
  if (Array.isArray(options)) return options.join(', ')
  if (minimum !== undefined || maximum !== undefined) return `${minimum ?? '…'} – ${maximum ?? '…'}`
  if (typeof maxLength === 'number') return t.characters(maxLength)
  if (typeof maxItems === 'number') return t.items(maxItems)
  return '–'
}
