import { Link } from 'wouter'
import {
  type CatalogueModel,
  isModelName,
  type ModelName,
  modelId,
  type Server,
  shortName,
  useCatalogue,
} from '../catalogue/catalogue.ts'
import { MODEL_TITLES } from '../catalogue/model-texts.ts'
import { useErrorText } from '../i18n/error-texts.ts'
import { useLanguage } from '../i18n/language.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { pathOf } from '../play/desk.ts'
import { Notice } from '../ui/panel.tsx'
import { Billing } from './billing.tsx'
import { EngineNote } from './engine-note.tsx'
import { FaqList } from './faq-list.tsx'
import { ParameterTable } from './parameter-table.tsx'
import { PROSE } from './prose/all.ts'
import { SamplePrompts } from './sample-prompts.tsx'
import { Block, Points, Steps } from './text-parts.tsx'

const TEXTS = defineTexts({
  en: {
    loading: 'Loading the model …',
    engine: 'What makes the sound here',
    limits: 'What it does not do',
    why: 'Why use it',
    parameters: 'Parameters',
    how: 'How to use it',
    prompts: 'Prompts to try',
    price: 'Price and billing',
    uses: 'Good for',
    tips: 'Tips',
    faq: 'Questions',
    related: 'Related models',
    third: 'The model names and the official clients belong to their owners. Retimbre is not affiliated with them.',
  },
  tr: {
    loading: 'Model yükleniyor …',
    engine: 'Burada sesi üreten motor',
    limits: 'Neleri yapmaz',
    why: 'Neden kullanmalı',
    parameters: 'Parametreler',
    how: 'Nasıl kullanılır',
    prompts: 'Denenecek istemler',
    price: 'Fiyat ve ücretlendirme',
    uses: 'Nelere yarar',
    tips: 'İpuçları',
    faq: 'Sorular',
    related: 'İlgili modeller',
    third: 'Model adları ve resmî istemciler sahiplerine aittir. Retimbre’nin onlarla bir bağı yoktur.',
  },
})

/** What a model is, how it is used, and what it costs. */
export function About({ model }: { readonly model: ModelName }) {
  const t = useTexts(TEXTS)
  const errorText = useErrorText()
  const { data, error } = useCatalogue()
  const known = data?.models.find(({ model_id: id }) => id === modelId(model))
  if (data === undefined || known === undefined) {
    return error === null ? <p className="text-dim">{t.loading}</p> : <Notice tone="bad">{errorText(error)}</Notice>
  }
  return <Readme name={model} model={known} server={data.server} />
}

interface ReadmeProps {
  readonly name: ModelName
  readonly model: CatalogueModel
  readonly server: Server
}

function Readme({ name, model, server }: ReadmeProps) {
  const t = useTexts(TEXTS)
  const prose = PROSE[name][useLanguage()]
  return (
    <article className="grid gap-6">
      <header className="grid max-w-prose gap-2 text-base">
        {prose.what.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </header>
      <div className="grid items-start gap-6 lg:grid-cols-2">
        <Block title={t.engine}>
          <EngineNote model={model} />
        </Block>
        <Block title={t.limits}>
          <Points items={prose.limits} />
        </Block>
        <Block title={t.how}>
          <Steps items={prose.steps} />
        </Block>
        <Block title={t.prompts}>
          <SamplePrompts model={name} prompts={prose.prompts} />
        </Block>
        <Block title={t.why}>
          <Points items={prose.why} />
        </Block>
        <Block title={t.uses}>
          <Points items={prose.uses} />
        </Block>
        <Block title={t.tips}>
          <Points items={prose.tips} />
        </Block>
        <Block title={t.price}>
          <Billing dollarsPerRun={model.base_price} billing={server.billing} />
        </Block>
      </div>
      <Block title={t.parameters}>
        <ParameterTable model={model} />
      </Block>
      <Block title={t.faq}>
        <FaqList {...{ name, model, server }} />
      </Block>
      <Block title={t.related}>
        <Related ids={model.related} />
      </Block>
      <p className="text-xs text-dim">{t.third}</p>
    </article>
  )
}

function Related({ ids }: { readonly ids: readonly string[] }) {
  const titles = useTexts(MODEL_TITLES)
  const language = useLanguage()
  return (
    <ul className="grid gap-2 sm:grid-cols-2 lg:grid-cols-4">
      {ids
        .map(shortName)
        .filter(isModelName)
        .map((name) => (
          <li key={name}>
            <Link
              href={pathOf(name)}
              className="grid h-full content-start gap-0.5 rounded-lg border border-line px-3 py-2 hover:bg-raised"
            >
              <span className="font-medium">{titles[name]}</span>
              <span className="text-xs text-dim">{PROSE[name][language].what[0]}</span>
            </Link>
          </li>
        ))}
    </ul>
  )
}
