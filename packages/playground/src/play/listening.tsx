import { AudioWaveform } from 'lucide-react'
import { lazy } from 'react'
import type { CatalogueModel, ModelName } from '../catalogue/catalogue.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import type { ResultClip } from '../listening/clips.ts'
import type { Run } from '../runs/run.ts'
import { Button } from '../ui/button.tsx'
import { LazyPart } from '../ui/lazy-part.tsx'
import { clipAt, type Desk, type SourceClip } from './desk.ts'
import { editModeOf } from './edit-mode-of.ts'
import { besideSource, originOf } from './heard-clip.ts'

const ListeningDesk = lazy(() =>
  import('../listening/listening-desk.tsx').then(({ ListeningDesk }) => ({ default: ListeningDesk })),
)

const TEXTS = defineTexts({
  en: {
    empty: 'Nothing to hear yet',
    otherSource: (name: string) => `This result was made from another clip, ${name}; that one is beside it here.`,
    back: 'Back to the present clip',
    others: (count: number) =>
      count === 1 ? 'One result was made from another clip.' : `${count} results were made from another clip.`,
    show: 'Show',
    withClip: 'Choose a clip; its waveform will be here, and what becomes of it beside it.',
    fromWords: 'Write a prompt and press Generate; the result will be here.',
    notServed: 'Once the model is installed, its results will be here.',
    loading: 'Loading the waveforms …',
  },
  tr: {
    empty: 'Henüz dinlenecek bir şey yok',
    otherSource: (name) => `Bu sonuç başka bir klipten, ${name} klibinden üretildi; yanında o duruyor.`,
    back: 'Şimdiki klibe dön',
    others: (count) => `${count} sonuç başka bir klipten üretilmişti.`,
    show: 'Göster',
    withClip: 'Bir klip seçin; dalga biçimi burada, ondan çıkan sonuç da yanında görünecek.',
    fromWords: 'Bir istem yazıp Üret’e basın; sonuç burada görünecek.',
    notServed: 'Model kurulduğunda sonuçları burada görünecek.',
    loading: 'Dalga biçimleri yükleniyor …',
  },
})

interface ListeningProps {
  readonly name: ModelName
  readonly model: CatalogueModel
  readonly desk: Desk
  readonly results: readonly ResultClip[]
  readonly selected: ResultClip | undefined
  readonly runs: ReadonlyMap<string, Run>
  readonly takesClip: boolean
  readonly onSelect: (url: string) => void
  /** To the clip on the desk, away from a result of another one. */
  readonly onBack: () => void
  readonly onUseAsSource: (clip: SourceClip) => void
  readonly onKeepSeed: (seed: number) => void
}

/** The listening desk once there is anything to listen to. */
export function Listening(props: ListeningProps) {
  const { name, model, desk, results, selected, runs, takesClip, onSelect, onBack, onUseAsSource, onKeepSeed } = props
  const t = useTexts(TEXTS)
  if (results.length === 0 && desk.source === undefined) {
    return (
      <div className="grid min-h-64 place-items-center rounded-xl border border-dashed border-line p-6 text-center">
        <div className="grid justify-items-center gap-1">
          <AudioWaveform className="size-8 text-before" aria-hidden />
          <p className="font-medium">{t.empty}</p>
          <p className="max-w-sm text-dim">{!model.served ? t.notServed : takesClip ? t.withClip : t.fromWords}</p>
        </div>
      </div>
    )
  }
  // A result is compared with the clip it was made from, and only the clip on the desk can be edited.
  const origin = selected && originOf(runs, selected.runId)
  const other = origin !== undefined && origin !== desk.source?.url ? clipAt(origin) : undefined
  const source = takesClip ? (other ?? desk.source) : undefined
  const { beside, others } = besideSource(results, runs, source?.url)
  const [newestOther] = others
  const edit = other ? undefined : editModeOf(name, desk, model.engine)
  return (
    <LazyPart
      waiting={
        <div
          role="status"
          aria-label={t.loading}
          className="h-72 animate-pulse rounded-xl border border-line bg-panel"
        />
      }
    >
      {other && desk.source && <Line text={t.otherSource(other.name)} action={t.back} onAction={onBack} />}
      <ListeningDesk
        {...{ model: name, onSelect, onUseAsSource, onKeepSeed }}
        results={beside}
        {...(source && { source })}
        {...(selected && { selected: selected.url })}
        {...(edit && { edit })}
      />
      {!other && newestOther && (
        <Line text={t.others(others.length)} action={t.show} onAction={() => onSelect(newestOther.url)} />
      )}
    </LazyPart>
  )
}

interface LineProps {
  readonly text: string
  readonly action: string
  readonly onAction: () => void
}

const Line = ({ text, action, onAction }: LineProps) => (
  <p className="flex flex-wrap items-center justify-between gap-2 rounded-md border border-line py-1 pr-1 pl-3 text-dim">
    {text}
    <Button look="quiet" onClick={onAction}>
      {action}
    </Button>
  </p>
)
