import { lazy, type ReactNode, useState } from 'react'
import type { ModelName } from '../catalogue/catalogue.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { LazyPart } from '../ui/lazy-part.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { type Desk, loadRequest } from './desk.ts'

const Gallery = lazy(() => import('../about/gallery.tsx').then(({ Gallery }) => ({ default: Gallery })))
const CodeSamples = lazy(() => import('../code/code-samples.tsx').then(({ CodeSamples }) => ({ default: CodeSamples })))
const About = lazy(() => import('../about/about.tsx').then(({ About }) => ({ default: About })))

const TEXTS = defineTexts({
  en: { more: 'More about this model', examples: 'Examples', code: 'Code', about: 'About', loading: 'Loading …' },
  tr: { more: 'Bu model hakkında', examples: 'Örnekler', code: 'Kod', about: 'Hakkında', loading: 'Yükleniyor …' },
})

interface DeskTabsProps {
  readonly name: ModelName
  readonly desk: Desk
}

/** Below the desk: examples to hear, the request as code, and what the model is. */
export function DeskTabs({ name, desk }: DeskTabsProps) {
  const t = useTexts(TEXTS)
  const [tab, setTab] = useState('examples')
  const load = (input: Readonly<Record<string, unknown>>): void => {
    loadRequest(name, input)
    // The form that was just filled in is beside the gallery on a wide screen, far above it on a narrow one.
    if (!matchMedia('(min-width: 64rem)').matches) scrollTo({ top: 0 })
  }
  const soon = (content: ReactNode): ReactNode => (
    <LazyPart waiting={<p className="min-h-40 text-dim">{t.loading}</p>}>{content}</LazyPart>
  )
  return (
    <Tabs
      label={t.more}
      value={tab}
      onChange={setTab}
      tabs={[
        {
          value: 'examples',
          title: t.examples,
          content: soon(<Gallery model={name} onLoad={load} />),
        },
        {
          value: 'code',
          title: t.code,
          content: soon(<CodeSamples model={name} input={desk.input} source={desk.source} />),
        },
        { value: 'about', title: t.about, content: soon(<About model={name} />) },
      ]}
    />
  )
}
