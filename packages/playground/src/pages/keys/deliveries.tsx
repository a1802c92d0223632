import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { useState } from 'react'
import { answer, api } from '../../api/client.ts'
import { useFormats } from '../../i18n/format.ts'
import { ServerSentence } from '../../i18n/server-words/server-words.tsx'
import { useTexts } from '../../i18n/texts.ts'
import { useKey } from '../../session.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/field.tsx'
import { Chip, Panel, type Tone } from '../../ui/panel.tsx'
import { Pager } from '../shared/pager.tsx'
import { useAttempt } from '../shared/use-attempt.ts'
import { Failed, Waiting } from '../shared/waiting.tsx'
import { KEYS_TEXTS } from './texts.ts'

const STATES = ['pending', 'delivered', 'failed'] as const
type State = (typeof STATES)[number]

const PAGE_SIZE = 10
/** One that is on its way is tried again after 5 s at the earliest. */
const LOOK_AGAIN_MS = 5000

const fetchDeliveries = (page: number, status: State | undefined) =>
  answer(
    api.GET('/api/v3/webhook/deliveries', {
      params: { query: { page, page_size: PAGE_SIZE, ...(status && { status }) } },
    }),
  )

type Delivery = Awaited<ReturnType<typeof fetchDeliveries>>['items'][number]

/** What was reported where, and how that went. */
export function Deliveries() {
  const t = useTexts(KEYS_TEXTS)
  const key = useKey()
  const [page, setPage] = useState(1)
  const [state, setState] = useState<State>()
  const deliveries = useQuery({
    queryKey: ['deliveries', key, state, page],
    queryFn: () => fetchDeliveries(page, state),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) =>
      data?.items.some(({ status }) => status === 'pending') ? LOOK_AGAIN_MS : false,
  })
  const { data } = deliveries
  return (
    <Panel
      title={t.deliveries}
      aside={
        <Select
          aria-label={t.state}
          className="w-auto!"
          value={state ?? ''}
          onChange={({ target }) => {
            setState(STATES.find((each) => each === target.value))
            setPage(1)
          }}
        >
          <option value="">{t.any}</option>
          {STATES.map((each) => (
            <option key={each} value={each}>
              {t[each]}
            </option>
          ))}
        </Select>
      }
    >
      {deliveries.isPending && <Waiting />}
      {deliveries.isError && <Failed error={deliveries.error} onAgain={() => void deliveries.refetch()} />}
      {data?.total === 0 && <p className="text-dim">{state ? t.noDeliveriesHere : t.noDeliveries}</p>}
      <ul className="grid gap-3">
        {data?.items.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} />
        ))}
      </ul>
      {data && <Pager page={page} pageSize={PAGE_SIZE} total={data.total} onPage={setPage} />}
    </Panel>
  )
}

const TONES: Readonly<Record<State, Tone>> = { pending: 'warn', delivered: 'good', failed: 'bad' }

function DeliveryRow({ delivery }: { readonly delivery: Delivery }) {
  const t = useTexts(KEYS_TEXTS)
  const { moment } = useFormats()
  const queries = useQueryClient()
  const { id, url, status, created_at, next_attempt_at, attempts } = delivery
  const again = useAttempt(async () => {
    await answer(api.POST('/api/v3/webhook/deliveries/{id}/redeliver', { params: { path: { id } } }))
    await queries.invalidateQueries({ queryKey: ['deliveries'] })
  })
  return (
    <li className="grid gap-1 border-t border-line pt-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Chip tone={TONES[status]}>{t[status]}</Chip>
        <code className="min-w-0 font-mono text-xs wrap-anywhere">{url}</code>
        {status !== 'pending' && (
          <Button
            look="quiet"
            className="ml-auto max-sm:-mr-3"
            aria-label={t.redeliverTo(url)}
            disabled={again.busy}
            onClick={again.attempt}
          >
            <Send /> {t.redeliver}
          </Button>
        )}
      </div>
      <details className="text-xs text-dim">
        <summary>
          <time dateTime={created_at}>{moment(created_at)}</time> · {t.attempts(attempts.length)}
          {next_attempt_at !== null && ` · ${t.nextAttempt(moment(next_attempt_at))}`}
        </summary>
        <ol className="grid list-decimal gap-0.5 py-1 pl-8">
          {attempts.map((attempt) => (
            <AttemptLine key={attempt.started_at} {...attempt} />
          ))}
        </ol>
        <p className="pl-4">
          <code className="font-mono">{id}</code>
        </p>
      </details>
      {again.errorText && (
        <p role="alert" className="text-bad">
          {again.errorText}
        </p>
      )}
    </li>
  )
}

function AttemptLine({ started_at, duration_ms, http_status, reason }: Delivery['attempts'][number]) {
  const t = useTexts(KEYS_TEXTS)
  const { moment, number } = useFormats()
  return (
    <li>
      <time dateTime={started_at}>{moment(started_at)}</time> · {number(duration_ms)} ms ·{' '}
      {http_status === null ? t.noAnswer : `HTTP ${http_status}`} ·{' '}
      <span className={reason === '' ? 'text-good' : 'text-bad'}>
        {reason === '' ? t.ok : <ServerSentence>{reason}</ServerSentence>}
      </span>
    </li>
  )
}
