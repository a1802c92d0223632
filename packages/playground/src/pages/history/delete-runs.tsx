import { useQueryClient } from '@tanstack/react-query'
import { answer, api } from '../../api/client.ts'
import { useTexts } from '../../i18n/texts.ts'
import { hasEnded } from '../../runs/run.ts'
import { forgetRun } from '../../runs/runs.ts'
import { Confirm } from '../shared/confirm.tsx'
import { type Entry, promptOf } from './entry.ts'
import { silence } from './playing.ts'
import { HISTORY_TEXTS } from './texts.ts'

interface DeleteRunsProps {
  /** None: nobody is asked. */
  readonly entries: readonly Entry[]
  readonly onClose: () => void
  readonly onDeleted: (ids: readonly string[]) => void
}

/** Asks, and deletes runs with their results. */
export function DeleteRuns({ entries, onClose, onDeleted }: DeleteRunsProps) {
  const t = useTexts(HISTORY_TEXTS)
  const queries = useQueryClient()
  const remove = async (): Promise<void> => {
    const ids = entries.map(({ listed }) => listed.id)
    await answer(api.POST('/api/v3/predictions/delete', { body: { ids } }))
    for (const { listed } of entries) for (const url of listed.outputs) silence(url)
    for (const id of ids) forgetRun(id)
    onDeleted(ids)
    await queries.invalidateQueries({ queryKey: ['history'] })
    void queries.invalidateQueries({ queryKey: ['balance'] })
  }
  const [only] = entries
  return (
    <Confirm
      title={t.removeTitle(entries.length)}
      action={t.remove}
      open={entries.length > 0}
      onClose={onClose}
      onConfirm={remove}
    >
      {entries.length === 1 && only && promptOf(only.listed) && (
        <p className="line-clamp-3 font-medium">“{promptOf(only.listed)}”</p>
      )}
      <p>{t.removeText}</p>
      {entries.some(({ listed }) => !hasEnded(listed)) && <p>{t.removeRunning}</p>}
    </Confirm>
  )
}
