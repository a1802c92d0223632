import { X } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ModelName } from '../../catalogue/catalogue.ts'
import { useTexts } from '../../i18n/texts.ts'
import type { Prediction, Run } from '../../runs/run.ts'
import { useRuns } from '../../runs/runs.ts'
import { IconButton } from '../../ui/button.tsx'
import { changeDesk } from '../desk.ts'
import { RunRow } from './run-row.tsx'
import { RUN_TEXTS } from './run-texts.ts'

interface RunListProps {
  readonly model: ModelName
  readonly runIds: readonly string[]
  /** Resolves to whether it was taken. */
  readonly onTryAgain: (prediction: Prediction) => Promise<boolean>
}

/** What is on its way or went wrong, newest first. */
export function RunList({ model, runIds, onTryAgain }: RunListProps) {
  const t = useTexts(RUN_TEXTS)
  const [missing, setMissing] = useState(0)
  const remove = useCallback(
    (id: string) => changeDesk(model, (desk) => ({ runIds: desk.runIds.filter((each) => each !== id) })),
    [model],
  )
  const onMissing = useCallback(
    (id: string) => {
      remove(id)
      setMissing((count) => count + 1)
    },
    [remove],
  )
  return (
    <>
      <Announcer runIds={runIds} />
      {missing > 0 && (
        <p className="flex items-center justify-between gap-2 rounded-md border border-line px-3 py-1 text-dim">
          {t.missing(missing)}
          <IconButton label={t.dismiss} onClick={() => setMissing(0)}>
            <X />
          </IconButton>
        </p>
      )}
      <ul aria-label={t.runs} className="grid grid-cols-1 gap-2 empty:hidden">
        {runIds.map((id) => (
          <RunRow
            key={id}
            {...{ id, onMissing }}
            onDismiss={remove}
            onTryAgain={async (prediction) => {
              if (await onTryAgain(prediction)) remove(id)
            }}
          />
        ))}
      </ul>
    </>
  )
}

/** Tells screen readers when the state of a run changes, and only then. */
function Announcer({ runIds }: { readonly runIds: readonly string[] }) {
  const t = useTexts(RUN_TEXTS)
  const runs = useRuns()
  const known = useRef<ReadonlyMap<string, Prediction['status']>>(new Map())
  const [changed, setChanged] = useState<Prediction['status']>()
  useEffect(() => {
    const now = statuses(runIds, runs)
    const news = [...now].find(([id, status]) => {
      const before = known.current.get(id)
      // A run that is found ended, as after a reload, is no news.
      return before !== status && (before !== undefined || status === 'created')
    })
    known.current = now
    if (news) setChanged(news[1])
  }, [runIds, runs])
  const texts = {
    created: t.announceQueued,
    processing: t.announceRunning,
    completed: t.announceDone,
    failed: t.announceFailed,
  }
  return (
    <p role="status" className="sr-only">
      {changed && texts[changed]}
    </p>
  )
}

function statuses(
  runIds: readonly string[],
  runs: ReadonlyMap<string, Run>,
): ReadonlyMap<string, Prediction['status']> {
  return new Map(
    runIds.flatMap((id) => {
      const run = runs.get(id)
      return run ? [[id, run.prediction.status] as const] : []
    }),
  )
}
