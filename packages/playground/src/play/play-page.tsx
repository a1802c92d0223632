import { type CatalogueModel, type ModelName, modelId, useCatalogue } from '../catalogue/catalogue.ts'
import { useErrorText } from '../i18n/error-texts.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/panel.tsx'
import { PlayDesk } from './play-desk.tsx'

const TEXTS = defineTexts({
  en: {
    loading: 'Loading the models …',
    again: 'Try again',
    absent: 'This server does not offer this model.',
  },
  tr: {
    loading: 'Modeller yükleniyor …',
    again: 'Yeniden dene',
    absent: 'Bu sunucu bu modeli sunmuyor.',
  },
})

/** One model: its form, its desk, and what there is to know about it. */
export function PlayPage({ model: name }: { readonly model: ModelName }) {
  const t = useTexts(TEXTS)
  const errorText = useErrorText()
  const { data, error, isPending, refetch } = useCatalogue()
  const model: CatalogueModel | undefined = data?.models.find(({ model_id: id }) => id === modelId(name))
  if (model) return <PlayDesk name={name} model={model} />
  if (isPending) return <PageSkeleton label={t.loading} />
  return (
    <Notice tone="bad">
      <div className="flex flex-wrap items-center justify-between gap-2">
        {error ? errorText(error) : t.absent}
        <Button onClick={() => void refetch()}>{t.again}</Button>
      </div>
    </Notice>
  )
}

/** Where everything will be, so that nothing jumps when it comes. */
function PageSkeleton({ label }: { readonly label: string }) {
  return (
    <div role="status" aria-label={label} className="grid animate-pulse gap-5 lg:grid-cols-[23.5rem_minmax(0,1fr)]">
      <div className="h-[32rem] rounded-xl border border-line bg-panel" />
      <div className="grid content-start gap-4">
        <div className="h-72 rounded-xl border border-line bg-panel" />
        <div className="h-40 rounded-xl border border-line bg-panel" />
      </div>
    </div>
  )
}
