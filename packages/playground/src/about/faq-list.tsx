import type { CatalogueModel, ModelName, Server } from '../catalogue/catalogue.ts'
import { MODEL_TITLES } from '../catalogue/model-texts.ts'
import { useFormats } from '../i18n/format.ts'
import { useLanguage } from '../i18n/language.ts'
import { useTexts } from '../i18n/texts.ts'
import { inputSchemaOf } from '../play/form/form-fields.ts'
import { faq } from './faq.ts'

interface FaqListProps {
  readonly name: ModelName
  readonly model: CatalogueModel
  readonly server: Server
}

export function FaqList({ name, model, server }: FaqListProps) {
  const titles = useTexts(MODEL_TITLES)
  const { dollars } = useFormats()
  const { required, 'x-order-properties': names } = inputSchemaOf(model)
  const questions = faq(useLanguage(), {
    model: name,
    title: titles[name],
    price: dollars(model.base_price),
    required,
    optional: names.filter((each) => !required.includes(each)),
    billing: server.billing,
    retentionDays: server.retention_days,
  })
  return (
    <div className="grid max-w-prose divide-y divide-line border-y border-line">
      {questions.map(({ question, answer }) => (
        <details key={question} className="py-2">
          <summary className="font-medium">{question}</summary>
          <p className="pt-1 pb-1 pl-4">{answer}</p>
        </details>
      ))}
    </div>
  )
}
