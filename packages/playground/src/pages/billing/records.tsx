import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'wouter'
import { answer, api, type Schemas } from '../../api/client.ts'
import { useFormats } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { useKey } from '../../session.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/field.tsx'
import { Chip, Panel } from '../../ui/panel.tsx'
import { DayChoice } from '../shared/day-choice.tsx'
import { ModelChoice, useModelTitle } from '../shared/model-choice.tsx'
import { Pager } from '../shared/pager.tsx'
import { Failed, Waiting } from '../shared/waiting.tsx'
import { TableBox, WIDE_ONLY } from './figures.tsx'
import {
  BILL_TYPES,
  billingQuestion,
  isFilteredRecords,
  PAGE_SIZE,
  type RecordFilters,
  readRecordFilters,
  writeRecordFilters,
} from './record-filters.ts'
import { BILLING_TEXTS } from './texts.ts'

/** The entries of the ledger, newest first. */
export function Records({ billed }: { readonly billed: boolean }) {
  const t = useTexts(BILLING_TEXTS)
  const key = useKey()
  const [query, setQuery] = useSearchParams()
  const filters = readRecordFilters(query)
  const change = (next: RecordFilters): void => setQuery(writeRecordFilters(next), { replace: true })
  const records = useQuery({
    queryKey: ['billings', key, writeRecordFilters(filters).toString()],
    queryFn: () => answer(api.POST('/api/v3/billings/search', { body: billingQuestion(filters) })),
    placeholderData: keepPreviousData,
  })
  const { data } = records
  const nothing = isFilteredRecords(filters) ? t.noMatch : billed ? t.noRecords : t.noRecordsOff
  return (
    <Panel title={t.records}>
      {(isFilteredRecords(filters) || data?.total !== 0) && <RecordFilterBar filters={filters} onChange={change} />}
      {records.isPending && <Waiting />}
      {records.isError && <Failed error={records.error} onAgain={() => void records.refetch()} />}
      {data?.total === 0 && <p className="text-dim">{nothing}</p>}
      {data && data.items.length > 0 && <RecordTable bills={data.items} />}
      {data && (
        <Pager
          page={filters.page}
          pageSize={PAGE_SIZE}
          total={data.total}
          onPage={(page) => change({ ...filters, page })}
        />
      )}
    </Panel>
  )
}

interface RecordFilterBarProps {
  readonly filters: RecordFilters
  readonly onChange: (filters: RecordFilters) => void
}

function RecordFilterBar({ filters, onChange }: RecordFilterBarProps) {
  const t = useTexts(BILLING_TEXTS)
  const narrow = (change: Partial<RecordFilters>): void => onChange({ ...filters, ...change, page: 1 })
  return (
    <div className="mb-3 grid gap-2 sm:flex sm:flex-wrap sm:items-center">
      <div className="grid grid-cols-2 gap-2 sm:flex">
        <Select
          aria-label={t.type}
          className="sm:w-auto"
          value={filters.type ?? ''}
          onChange={({ target }) => narrow({ type: BILL_TYPES.find((each) => each === target.value) })}
        >
          <option value="">{t.anyType}</option>
          {BILL_TYPES.map((type) => (
            <option key={type} value={type}>
              {t[type]}
            </option>
          ))}
        </Select>
        <ModelChoice model={filters.model} onChange={(model) => narrow({ model })} />
      </div>
      <DayChoice span={filters} onChange={narrow} />
      {isFilteredRecords(filters) && (
        <Button look="quiet" onClick={() => onChange({ page: 1 })}>
          {t.clear}
        </Button>
      )}
    </div>
  )
}

function RecordTable({ bills }: { readonly bills: readonly Schemas['Bill'][] }) {
  const t = useTexts(BILLING_TEXTS)
  return (
    <TableBox
      label={t.records}
      heads={[
        { title: t.when, kind: 'words' },
        { title: t.type, kind: 'words', wideOnly: true },
        { title: t.model, kind: 'words' },
        { title: t.key, kind: 'words', wideOnly: true },
        { title: t.amount, kind: 'number' },
      ]}
    >
      {bills.map((bill) => (
        <RecordRow key={bill.uuid} bill={bill} />
      ))}
    </TableBox>
  )
}

function RecordRow({ bill }: { readonly bill: Schemas['Bill'] }) {
  const t = useTexts(BILLING_TEXTS)
  const { dollars, moment } = useFormats()
  const title = useModelTitle()
  const back = bill.billing_type === 'refund'
  return (
    <tr>
      <td>
        <time dateTime={bill.created_at}>{moment(bill.created_at)}</time>
      </td>
      <td className={WIDE_ONLY}>
        <Chip tone={back ? 'good' : 'plain'}>
          {t[bill.billing_type]}
          {bill.order.state === 'pre' && ` · ${t.pre}`}
        </Chip>
      </td>
      <td>{title(bill.prediction.model_uuid)}</td>
      <td className={`max-w-40 truncate text-dim ${WIDE_ONLY}`}>{bill.access_key_name}</td>
      <td className={`text-right font-medium ${back ? 'text-good' : ''}`}>
        {back ? '+' : '−'}
        {dollars(bill.price)}
      </td>
    </tr>
  )
}
