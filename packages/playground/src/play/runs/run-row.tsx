import { RotateCw, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useErrorText } from '../../i18n/error-texts.ts'
import { useFormats } from '../../i18n/format.ts'
import { useLanguage } from '../../i18n/language.ts'
import { ServerSentence } from '../../i18n/server-words/server-words.tsx'
import { useTexts } from '../../i18n/texts.ts'
import type { Prediction, Run } from '../../runs/run.ts'
import { cancelRun, useConnected, useRun } from '../../runs/runs.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { classes } from '../../ui/classes.ts'
import { ProgressBar } from '../../ui/panel.tsx'
import { timesAt } from './remaining-time.ts'
import { type Failure, failureOf } from './run-failure.ts'
import { RUN_TEXTS } from './run-texts.ts'
import { stageText } from './stage-texts.ts'
import { useNow } from './use-now.ts'

export interface RunRowProps {
  readonly id: string
  readonly onMissing: (id: string) => void
  readonly onDismiss: (id: string) => void
  readonly onTryAgain: (prediction: Prediction) => Promise<void>
}

/** One run until it has ended well; then its results are on the desk and nothing is left to say here. */
export function RunRow({ id, onMissing, onDismiss, onTryAgain }: RunRowProps) {
  const run = useRun(id)
  useEffect(() => {
    if (run === 'missing') onMissing(id)
  }, [run, id, onMissing])
  if (run === undefined || run === 'missing' || run.prediction.status === 'completed') return null
  return (
    <li className="grid grid-cols-1 gap-2 rounded-lg border border-line bg-ground p-3">
      {run.prediction.status === 'failed' ? (
        <FailedRun prediction={run.prediction} onDismiss={() => onDismiss(id)} onTryAgain={onTryAgain} />
      ) : (
        <GoingRun run={run} />
      )}
    </li>
  )
}

function GoingRun({ run: { prediction, live } }: { readonly run: Run }) {
  const t = useTexts(RUN_TEXTS)
  const language = useLanguage()
  const connected = useConnected()
  const waits = prediction.status === 'created'
  const stage = live?.stage ?? prediction.progress?.stage
  const fraction = live?.fraction ?? prediction.progress?.fraction
  const state = waits
    ? live?.position === undefined
      ? t.sent
      : t.queued(live.position)
    : stage === undefined
      ? t.waiting
      : stageText(language, stage)
  return (
    <>
      <div className="flex items-center justify-between gap-2">
        <span className="min-w-0">
          <span className="font-medium">{state}</span> <RunMark input={prediction.input} seed={prediction.seed} />
        </span>
        <span className="flex shrink-0 items-center gap-3">
          {waits && <Times live={live} />}
          <CancelButton id={prediction.id} />
        </span>
      </div>
      {/* A place in a queue is no share of the work. */}
      {!waits && (
        <>
          <ProgressBar fraction={fraction} label={t.progress} />
          <Times live={live} />
        </>
      )}
      {!connected && <p className="text-xs text-warn">{t.reconnecting}</p>}
    </>
  )
}

function Times({ live }: { readonly live: Run['live'] }) {
  const t = useTexts(RUN_TEXTS)
  const { seconds, clock } = useFormats()
  const now = useNow(live !== undefined)
  if (live === undefined) return null
  const { elapsedSeconds, remainingSeconds } = timesAt(live, now)
  const shown = (time: number): string => (time < 60 ? seconds(Math.round(time)) : clock(time))
  return (
    // Two ticks a second are nothing to be read aloud.
    <p className="flex justify-between text-xs text-dim" aria-hidden>
      <span>{t.elapsed(shown(elapsedSeconds))}</span>
      {remainingSeconds !== undefined && <span>{t.left(shown(remainingSeconds))}</span>}
    </p>
  )
}

function CancelButton({ id }: { readonly id: string }) {
  const t = useTexts(RUN_TEXTS)
  const errorText = useErrorText()
  const [asked, setAsked] = useState(false)
  const [error, setError] = useState<unknown>()
  const cancel = async (): Promise<void> => {
    setAsked(true)
    setError(undefined)
    try {
      await cancelRun(id)
    } catch (failure) {
      setError(failure)
      setAsked(false)
    }
  }
  return (
    <span className="flex items-center gap-2">
      {error !== undefined && (
        <span role="alert" className="text-xs text-bad">
          {errorText(error)}
        </span>
      )}
      <Button className="h-7" disabled={asked} onClick={() => void cancel()}>
        {asked ? t.cancelling : t.cancel}
      </Button>
    </span>
  )
}

const ADVICE = {
  cancelled: 'doCancelled',
  source: 'doSource',
  inputs: 'doInputs',
  render: 'doRender',
  lost: 'doLost',
  engine: 'doEngine',
  slow: 'doSlow',
  server: 'doServer',
} as const satisfies Record<Failure, string>

interface FailedRunProps {
  readonly prediction: Prediction
  readonly onDismiss: () => void
  readonly onTryAgain: (prediction: Prediction) => Promise<void>
}

function FailedRun({ prediction, onDismiss, onTryAgain }: FailedRunProps) {
  const t = useTexts(RUN_TEXTS)
  const failure = failureOf(prediction)
  const calm = failure === 'cancelled'
  return (
    <>
      <div className="flex items-start justify-between gap-2">
        <p className={classes('font-medium', !calm && 'text-bad')}>
          {t[failure]} <RunMark input={prediction.input} seed={prediction.seed} />
        </p>
        <span className="flex gap-1">
          <Button className="h-7" onClick={() => void onTryAgain(prediction)}>
            <RotateCw /> {t.again}
          </Button>
          <IconButton className="size-7" label={t.dismiss} onClick={onDismiss}>
            <X />
          </IconButton>
        </span>
      </div>
      {/* The server's own sentence knows which file, field or machine it was. */}
      {!calm && (
        <p className="wrap-anywhere">
          <ServerSentence>{prediction.error}</ServerSentence>
        </p>
      )}
      <p className="text-dim">{t[ADVICE[failure]]}</p>
    </>
  )
}

/** Strength and seed: which of several runs it is. */
function RunMark({ input, seed }: Pick<Prediction, 'input' | 'seed'>) {
  const t = useTexts(RUN_TEXTS)
  const { number } = useFormats()
  const { init_noise_level: strength } = input
  return (
    <span className="text-xs font-normal text-dim">
      {typeof strength === 'number' && `${t.strength(number(strength))} · `}
      {t.seed(seed)}
    </span>
  )
}
