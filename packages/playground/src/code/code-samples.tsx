import { ExternalLink } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { type ModelName, modelId, useCatalogue } from '../catalogue/catalogue.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import type { SourceClip } from '../play/desk.ts'
import { inputSchemaOf } from '../play/form/form-fields.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Notice } from '../ui/panel.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { codeSamples, KEY_VARIABLE, type SampleLanguage } from './samples.ts'

const TEXTS = defineTexts({
  en: {
    languages: 'Language of the code',
    curl: 'cURL',
    javascript: 'JavaScript',
    python: 'Python',
    code: (language: string) => `${language} code`,
    curlNeeds: 'Any shell with curl. It waits and prints the address of the result.',
    javascriptNeeds: 'Node 20 or newer, after npm install wavespeed. Save it as transform.mjs.',
    pythonNeeds: 'Python 3, after pip install wavespeed.',
    keyBefore: 'The key comes from the environment:',
    keys: 'Make a key',
    reference: 'API reference',
    missing: (what: string) => `The form is not complete yet. The code runs once it has ${what}.`,
    notServed: 'No engine that is installed here serves this model: the request is refused until one does.',
    and: ' and ',
    audio: 'a clip',
    prompt: 'a prompt',
  },
  tr: {
    languages: 'Kodun dili',
    curl: 'cURL',
    javascript: 'JavaScript',
    python: 'Python',
    code: (language: string) => `${language} kodu`,
    curlNeeds: 'curl bulunan herhangi bir kabuk. Bekler ve sonucun adresini yazar.',
    javascriptNeeds: 'Node 20 veya üstü; önce npm install wavespeed. Dosyayı transform.mjs adıyla kaydedin.',
    pythonNeeds: 'Python 3; önce pip install wavespeed.',
    keyBefore: 'Anahtar ortam değişkeninden okunur:',
    keys: 'Anahtar oluştur',
    reference: 'API başvurusu',
    missing: (what: string) => `Form henüz tamam değil. Kodun çalışması için ${what} gerekiyor.`,
    notServed: 'Kurulu motorların hiçbiri bu modeli sunmuyor: biri sunana dek istek reddedilir.',
    and: ' ve ',
    audio: 'bir klip',
    prompt: 'bir istem',
  },
})

const LANGUAGES = ['curl', 'javascript', 'python'] as const satisfies readonly SampleLanguage[]

interface CodeSamplesProps {
  readonly model: ModelName
  /** Without the clip, as on the desk. */
  readonly input: Readonly<Record<string, unknown>>
  readonly source?: SourceClip | undefined
}

/** The request of the form as programs to paste. */
export function CodeSamples({ model, input, source }: CodeSamplesProps) {
  const t = useTexts(TEXTS)
  const [language, setLanguage] = useState<SampleLanguage>('curl')
  const audio = source && { audio: new URL(source.url, location.href).href }
  const request = { ...audio, ...input }
  const samples = codeSamples({ origin: location.origin, model: modelId(model), input: request })
  return (
    <div className="grid gap-3">
      <Missing model={model} request={request} />
      <Tabs
        label={t.languages}
        value={language}
        onChange={(value) => setLanguage(value as SampleLanguage)}
        tabs={LANGUAGES.map((each) => ({
          value: each,
          title: t[each],
          content: <Sample code={samples[each]} name={t.code(t[each])} needs={t[`${each}Needs`]} />,
        }))}
      />
      <footer className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-dim">
        <span>
          {t.keyBefore} <code className="font-mono text-ink">export {KEY_VARIABLE}=wsk_…</code>
        </span>
        <Link href="/keys" className="underline hover:text-ink">
          {t.keys}
        </Link>
        <a href="/reference" className="inline-flex items-center gap-1 underline hover:text-ink">
          {t.reference} <ExternalLink className="size-3" aria-hidden />
        </a>
      </footer>
    </div>
  )
}

function Sample({ code, name, needs }: { readonly code: string; readonly name: string; readonly needs: string }) {
  return (
    <div className="grid gap-2">
      <div className="flex items-start justify-between gap-2">
        <p className="py-1.5 text-xs text-dim">{needs}</p>
        <CopyButton text={code} />
      </div>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        tabIndex={0}
        aria-label={name}
        className="max-h-96 overflow-auto rounded-md border border-line bg-ground"
      >
        <pre className="w-max min-w-full p-3 font-mono text-xs leading-relaxed">{code}</pre>
      </section>
    </div>
  )
}

const NAMED = ['audio', 'prompt'] as const

/** Says why the request would be refused as it stands, so that nobody is surprised. */
function Missing({
  model,
  request,
}: {
  readonly model: ModelName
  readonly request: Readonly<Record<string, unknown>>
}) {
  const t = useTexts(TEXTS)
  const { data } = useCatalogue()
  const known = data?.models.find(({ model_id: id }) => id === modelId(model))
  if (known === undefined) return null
  const { required } = inputSchemaOf(known)
  const missing = NAMED.filter((name) => required.includes(name) && !request[name])
  return (
    <>
      {!known.served && <Notice tone="warn">{t.notServed}</Notice>}
      {missing.length > 0 && <Notice>{t.missing(missing.map((name) => t[name]).join(t.and))}</Notice>}
    </>
  )
}
