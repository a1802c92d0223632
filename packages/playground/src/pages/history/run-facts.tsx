import { useServer } from '../../catalogue/catalogue.ts'
import { useFormats } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { useModelTitle } from '../shared/model-choice.tsx'
import type { Entry } from './entry.ts'
import { StateChip } from './run-state.tsx'
import { HISTORY_TEXTS } from './texts.ts'

const MILLISECONDS = 1000

/** State, model, time, charge and work of a run in one line. */
export function RunFacts({ listed }: Pick<Entry, 'listed'>) {
  const t = useTexts(HISTORY_TEXTS)
  const { moment, seconds } = useFormats()
  const title = useModelTitle()
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-xs text-dim">
      <StateChip listed={listed} />
      <span>{title(listed.model)}</span>
      <time dateTime={listed.created_at}>{moment(listed.created_at)}</time>
      <Charge listed={listed} />
      {listed.executionTime > 0 && <span>{t.work(seconds(listed.executionTime / MILLISECONDS))}</span>}
    </p>
  )
}

/** What was paid. The list tells the price, whatever became of it. */
function Charge({ listed: { price, status } }: Pick<Entry, 'listed'>) {
  const t = useTexts(HISTORY_TEXTS)
  const { dollars } = useFormats()
  const server = useServer()
  if (server === undefined || price === 0) return null
  if (server.billing === 'off') return <span>{t.notCharged}</span>
  return (
    <span>
      <span className="sr-only">{t.charge} </span>
      {status === 'failed' ? (
        <>
          <s>{dollars(price)}</s> {t.refunded}
        </>
      ) : (
        dollars(price)
      )}
    </span>
  )
}
