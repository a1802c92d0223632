import type { CatalogueModel } from '../catalogue/catalogue.ts'
import { useLanguage } from '../i18n/language.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { fieldText } from '../play/form/field-texts.ts'
import { inputSchemaOf } from '../play/form/form-fields.ts'
import { Chip } from '../ui/panel.tsx'
import { type Parameter, parameters } from './parameters.ts'

const TEXTS = defineTexts({
  en: {
    name: 'Name',
    type: 'Type',
    initial: 'Default',
    range: 'Range',
    description: 'What it does',
    required: 'required',
    ignored: 'ignored here',
  },
  tr: {
    name: 'Ad',
    type: 'Tür',
    initial: 'Varsayılan',
    range: 'Aralık',
    description: 'Ne yapar',
    required: 'zorunlu',
    ignored: 'burada etkisiz',
  },
})

/** A table where there is room, a list of cards where there is not. */
export function ParameterTable({ model }: { readonly model: CatalogueModel }) {
  const t = useTexts(TEXTS)
  const columns = [t.name, t.type, t.initial, t.range, t.description]
  return (
    <table className="w-full text-left max-md:block">
      <thead className="text-xs text-dim max-md:sr-only">
        <tr className="border-b border-line">
          {columns.map((column) => (
            <th key={column} scope="col" className="py-1.5 pr-4 font-medium">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-md:block">
        {parameters(inputSchemaOf(model)).map((parameter) => (
          <Row key={parameter.name} parameter={parameter} ignored={model.ignored_inputs.includes(parameter.name)} />
        ))}
      </tbody>
    </table>
  )
}

const CELL = 'py-1.5 pr-4 align-top max-md:block max-md:p-0'
const CODE = 'font-mono text-xs break-words'

function Row({ parameter, ignored }: { readonly parameter: Parameter; readonly ignored: boolean }) {
  const t = useTexts(TEXTS)
  const { name, type, required, initial, range, description } = parameter
  const language = useLanguage()
  // In English the schema's own words, which speak of the API and not of this page's form.
  const help = language === 'en' ? description : fieldText(language, { name, title: name, help: description }).help
  return (
    <tr className="border-b border-line max-md:flex max-md:flex-wrap max-md:items-baseline max-md:gap-x-3 max-md:py-2">
      <th scope="row" className={`${CELL} font-normal max-md:w-full`}>
        <span className="flex flex-wrap items-center gap-1.5">
          <code className="font-mono text-xs font-semibold">{name}</code>
          {required && <Chip tone="warn">{t.required}</Chip>}
          {ignored && <Chip>{t.ignored}</Chip>}
        </span>
      </th>
      <td className={`${CELL} ${CODE} text-dim`}>{type}</td>
      <td className={`${CELL} ${CODE} empty:hidden md:empty:table-cell`}>
        {initial && <Labelled label={t.initial}>{initial}</Labelled>}
      </td>
      <td className={`${CELL} ${CODE} empty:hidden md:max-w-52 md:empty:table-cell`}>
        {range && <Labelled label={t.range}>{range}</Labelled>}
      </td>
      <td className={`${CELL} max-md:w-full md:max-w-md`}>{help}</td>
    </tr>
  )
}

/** In a card the column's name stands beside the value. */
const Labelled = ({ label, children }: { readonly label: string; readonly children: string }) => (
  <>
    <span className="font-sans text-dim md:hidden">{label} </span>
    {children}
  </>
)
