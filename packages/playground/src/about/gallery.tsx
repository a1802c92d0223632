import { AudioLines } from 'lucide-react'
import { type Example, type ModelName, modelId, useCatalogue } from '../catalogue/catalogue.ts'
import { useErrorText } from '../i18n/error-texts.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Notice } from '../ui/panel.tsx'
import { ExampleCard } from './example-card.tsx'

const TEXTS = defineTexts({
  en: {
    examples: 'Examples',
    loading: 'Loading the examples …',
    none: 'No examples come with this model.',
    noneNote:
      'Its results need a checkpoint of Stable Audio 3, and none is shipped. Your own results stay in the history.',
  },
  tr: {
    examples: 'Örnekler',
    loading: 'Örnekler yükleniyor …',
    none: 'Bu modelle gelen örnek yok.',
    noneNote:
      'Sonuçları için bir Stable Audio 3 model dosyası gerekir ve hiçbiri birlikte gelmez. Kendi sonuçlarınız geçmişte durur.',
  },
})

interface GalleryProps {
  readonly model: ModelName
  readonly onLoad: (input: Example['input']) => void
}

/** Results that come with the software, to hear before anything was uploaded. */
export function Gallery({ model, onLoad }: GalleryProps) {
  const t = useTexts(TEXTS)
  const errorText = useErrorText()
  const { data, error } = useCatalogue()
  const examples = data?.models.find(({ model_id: id }) => id === modelId(model))?.examples
  if (examples === undefined) {
    return error === null ? <Waiting label={t.loading} /> : <Notice tone="bad">{errorText(error)}</Notice>
  }
  if (examples.length === 0) {
    return (
      <div className="grid justify-items-center gap-1 rounded-xl border border-dashed border-line px-4 py-8 text-center">
        <AudioLines className="size-6 text-dim" aria-hidden />
        <p>{t.none}</p>
        <p className="max-w-prose text-xs text-dim">{t.noneNote}</p>
      </div>
    )
  }
  return (
    <ul aria-label={t.examples} className={GRID}>
      {examples.map((example) => (
        <ExampleCard key={example.id} example={example} onLoad={onLoad} />
      ))}
    </ul>
  )
}

const GRID = 'grid gap-3 sm:grid-cols-2 lg:grid-cols-3'

const PLACES = ['first', 'second', 'third']

const Waiting = ({ label }: { readonly label: string }) => (
  <div role="status" aria-label={label} className={GRID}>
    {PLACES.map((place) => (
      <div key={place} className="h-44 animate-pulse rounded-xl border border-line bg-panel" />
    ))}
  </div>
)
