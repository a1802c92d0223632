import { RotateCcw, SquarePen, Trash2 } from 'lucide-react'
import { useLocation } from 'wouter'
import { answer, api } from '../../api/client.ts'
import { isModelName, shortName } from '../../catalogue/catalogue.ts'
import { useTexts } from '../../i18n/texts.ts'
import { addRuns, changeDesk, loadRequest, pathOf } from '../../play/desk.ts'
import { learn } from '../../runs/runs.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { useModelTitle } from '../shared/model-choice.tsx'
import { useAttempt } from '../shared/use-attempt.ts'
import { type Entry, settingsOf } from './entry.ts'
import { HISTORY_TEXTS } from './texts.ts'

interface RunActionsProps extends Pick<Entry, 'listed'> {
  readonly onDelete: () => void
  readonly onAgain: () => void
}

/** What can be done with a run. */
export function RunActions({ listed, onDelete, onAgain }: RunActionsProps) {
  const t = useTexts(HISTORY_TEXTS)
  const title = useModelTitle()
  const openOnDesk = useOpenOnDesk(listed)
  const again = useAttempt(async () => {
    learn(await runAgain(listed.id))
    onAgain()
  })
  return (
    <div className="grid gap-2">
      <div className="-ml-3 flex flex-wrap items-center gap-1">
        {openOnDesk && (
          <Button look="quiet" onClick={openOnDesk}>
            <SquarePen /> {t.openDesk(title(listed.model))}
          </Button>
        )}
        <Button look="quiet" disabled={again.busy} onClick={again.attempt}>
          <RotateCcw /> {t.again}
        </Button>
        <CopyButton text={listed.id}>{t.copyId}</CopyButton>
        <Button look="quiet" onClick={onDelete}>
          <Trash2 /> {t.remove}
        </Button>
      </div>
      {again.errorText && (
        <p role="alert" className="text-bad">
          {again.errorText}
        </p>
      )}
    </div>
  )
}

const runAgain = (id: string) =>
  answer(
    api.POST('/api/v3/predictions/{id}/rerun', {
      params: { path: { id } },
      body: { enable_sync_mode: false, webhook_url: '' },
    }),
  )

/** `undefined` for a model that has no desk here. */
function useOpenOnDesk({ id, model, input, outputs }: Entry['listed']): (() => void) | undefined {
  const [, navigate] = useLocation()
  const name = shortName(model)
  if (!isModelName(name)) return undefined
  return () => {
    loadRequest(name, settingsOf(input ?? {}))
    addRuns(name, [id])
    changeDesk(name, { selected: outputs[0] })
    navigate(pathOf(name))
  }
}
