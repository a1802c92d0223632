import type { ReactNode } from 'react'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import type { Prediction } from '../runs/run.ts'
import { useRuns } from '../runs/runs.ts'
import { Decisions } from './decisions.tsx'
import { planControls } from './plan-controls.ts'
import { PlanEditor } from './plan-editor.tsx'
import { handSet, type Pace, wordsPlan } from './plan-edits.ts'
import { type PlanValues, restyleReport } from './report.ts'
import { Words } from './words.tsx'

const TEXTS = defineTexts({
  en: { words: 'Words', decisions: 'Decisions', plan: 'Plan', raw: 'The whole report, as JSON' },
  tr: { words: 'Sözcükler', decisions: 'Kararlar', plan: 'Plan', raw: 'Raporun tamamı (JSON)' },
})

interface UnderstoodProps {
  readonly prediction: Prediction
  /** The input `plan` as it stands on the desk. */
  readonly plan: PlanValues | undefined
  readonly onPlan: (plan: PlanValues | undefined, pace: Pace) => void
  /** Of the model's inputs, or of its input `plan` alone. */
  readonly schema: unknown
}

/** What the restyle engine made of the words, and its plan to change by hand; nothing for another engine's result. */
export function Understood({ prediction, plan, onPlan, schema }: UnderstoodProps) {
  const t = useTexts(TEXTS)
  const runs = useRuns()
  const report = restyleReport(prediction)
  if (report === undefined) return null
  const controls = planControls(schema)
  const others = [...runs.values()].map((run) => run.prediction)
  return (
    <div className="grid gap-5">
      <Part title={t.words}>
        <Words report={report} />
      </Part>
      {report.source && report.done && (
        <Part title={t.decisions}>
          <Decisions source={report.source} done={report.done} controls={controls} />
        </Part>
      )}
      {controls.length > 0 && (
        <Part title={t.plan}>
          <PlanEditor
            controls={controls}
            plan={plan}
            words={wordsPlan(prediction, others)}
            ranWith={handSet(prediction)}
            onPlan={onPlan}
          />
        </Part>
      )}
      <details>
        <summary className="text-xs text-dim">{t.raw}</summary>
        <pre className="mt-2 max-h-80 overflow-auto rounded-md border border-line bg-ground p-3 font-mono text-xs">
          {JSON.stringify(prediction.report, null, 2)}
        </pre>
      </details>
    </div>
  )
}

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className="grid gap-2">
    <h3 className="font-medium">{title}</h3>
    {children}
  </section>
)
