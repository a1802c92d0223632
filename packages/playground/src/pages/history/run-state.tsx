import { CircleX } from 'lucide-react'
import { useFormats } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { cancelRun } from '../../runs/runs.ts'
import { Button } from '../../ui/button.tsx'
import { Chip, ProgressBar, type Tone } from '../../ui/panel.tsx'
import { useAttempt } from '../shared/use-attempt.ts'
import { type Entry, type State, stateOf } from './entry.ts'
import { HISTORY_TEXTS } from './texts.ts'

const TONES: Readonly<Record<State, Tone>> = {
  created: 'plain',
  processing: 'warn',
  completed: 'good',
  failed: 'bad',
  cancelled: 'plain',
}

export function StateChip({ listed }: Pick<Entry, 'listed'>) {
  const t = useTexts(HISTORY_TEXTS)
  const state = stateOf(listed)
  return <Chip tone={TONES[state]}>{t[state]}</Chip>
}

/** How far a run is that has not ended, and a way to end it. */
export function RunProgress({ listed, live }: Entry) {
  const t = useTexts(HISTORY_TEXTS)
  const running = listed.status === 'processing'
  const cancel = useAttempt(() => cancelRun(listed.id))
  return (
    <div className="grid gap-1.5">
      <div className="flex items-center gap-3">
        <div className="grid min-w-0 flex-1 gap-1.5">
          {running && <ProgressBar label={t.processing} fraction={(live ?? listed.progress)?.fraction} />}
          <p className="min-h-4.5 text-xs text-dim">{useProgressText(live) || (running ? '' : t.inTurn)}</p>
        </div>
        <Button look="quiet" disabled={cancel.busy} onClick={cancel.attempt}>
          <CircleX /> {t.cancel}
        </Button>
      </div>
      {cancel.errorText && (
        <p role="alert" className="text-xs text-bad">
          {cancel.errorText}
        </p>
      )}
    </div>
  )
}

const PERCENT = 100
const MILLISECONDS = 1000

function useProgressText(live: Entry['live']): string {
  const t = useTexts(HISTORY_TEXTS)
  const { number, seconds } = useFormats()
  if (live === undefined) return ''
  const { status, position, step, steps, fraction, remaining_ms: left } = live
  const parts = [
    status === 'created' && position !== undefined && t.inQueue(number(position)),
    status === 'processing' && t.percent(number(fraction * PERCENT, 0)),
    step !== undefined && steps !== undefined && t.step(number(step), number(steps)),
    left !== undefined && t.left(seconds(left / MILLISECONDS)),
  ]
  return parts.filter(Boolean).join(' · ')
}
