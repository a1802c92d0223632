import { TriangleAlert } from 'lucide-react'
import { lazy } from 'react'
import type { CatalogueModel, ModelName } from '../catalogue/catalogue.ts'
import { useErrorText } from '../i18n/error-texts.ts'
import { useFormats } from '../i18n/format.ts'
import { ServerSentence } from '../i18n/server-words/server-words.tsx'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import type { ResultClip } from '../listening/clips.ts'
import type { Prediction } from '../runs/run.ts'
import { useRun } from '../runs/runs.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { LazyPart } from '../ui/lazy-part.tsx'
import { Notice, Panel } from '../ui/panel.tsx'
import { restyleReport } from '../understood/report.ts'
import { inputSchemaOf } from './form/form-fields.ts'
import { useRerender } from './rerender/use-rerender.ts'

const Understood = lazy(() =>
  import('../understood/understood.tsx').then(({ Understood }) => ({ default: Understood })),
)

const TEXTS = defineTexts({
  en: {
    understood: 'What was understood',
    rendering: 'Rendering your change …',
    loading: 'Loading …',
    engine: 'Engine',
    seed: 'Seed',
    took: 'Took',
    id: 'Copy id',
    noticed: 'Worth knowing',
  },
  tr: {
    understood: 'Ne anlaşıldı',
    rendering: 'Değişikliğiniz işleniyor …',
    loading: 'Yükleniyor …',
    engine: 'Motor',
    seed: 'Tohum',
    took: 'İşlem süresi',
    id: 'Kimliği kopyala',
    noticed: 'Bilmeye değer',
  },
})

interface HeardResultProps {
  readonly name: ModelName
  readonly model: CatalogueModel
  readonly selected: ResultClip | undefined
}

/** About the result that is being listened to: what made it, what the engine has to say, and its plan. */
export function HeardResult({ name, model, selected }: HeardResultProps) {
  const run = useRun(selected?.runId)
  if (selected === undefined || run === undefined || run === 'missing') return null
  return (
    <>
      <ResultNotes prediction={run.prediction} seed={selected.seed} />
      <UnderstoodPanel {...{ name, model, prediction: run.prediction, selected }} />
    </>
  )
}

interface Heard {
  readonly prediction: Prediction
  readonly seed: number
}

function ResultNotes({ prediction, seed }: Heard) {
  const t = useTexts(TEXTS)
  const { seconds } = useFormats()
  const { engine, engine_version: version, executionTime, warnings = [] } = prediction
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-5 px-1 text-xs text-dim">
        <dl className="flex flex-wrap gap-x-5 gap-y-1">
          <Fact name={t.engine} value={[engine, version].filter(Boolean).join(' ')} />
          <Fact name={t.seed} value={String(seed)} />
          <Fact name={t.took} value={seconds(executionTime / 1000)} />
        </dl>
        <CopyButton text={prediction.id}>{t.id}</CopyButton>
      </div>
      {warnings.length > 0 && (
        <Notice tone="warn">
          <p className="flex items-center gap-2 font-medium">
            <TriangleAlert className="size-4" aria-hidden /> {t.noticed}
          </p>
          <ul className="list-disc pl-6 text-ink">
            {warnings.map((warning) => (
              <li key={warning}>
                <ServerSentence>{warning}</ServerSentence>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  )
}

const Fact = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div className="flex gap-1">
    <dt>{name}</dt>
    <dd className="text-ink">{value}</dd>
  </div>
)

interface UnderstoodPanelProps {
  readonly name: ModelName
  readonly model: CatalogueModel
  readonly prediction: Prediction
  readonly selected: ResultClip
}

function UnderstoodPanel({ name, model, prediction, selected: { url, seed } }: UnderstoodPanelProps) {
  const t = useTexts(TEXTS)
  const errorText = useErrorText()
  const { plan, rendering, error, change } = useRerender(name, { url, seed, prediction })
  const schema = inputSchemaOf(model)
  if (restyleReport(prediction) === undefined) return null
  return (
    <Panel
      title={t.understood}
      aside={
        <span role="status" className="text-xs text-dim">
          {rendering && t.rendering}
        </span>
      }
    >
      {error !== undefined && <Notice tone="bad">{errorText(error)}</Notice>}
      <LazyPart waiting={<p className="text-dim">{t.loading}</p>}>
        <Understood {...{ prediction, plan, schema }} onPlan={change} />
      </LazyPart>
    </Panel>
  )
}
