import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { answer, api, type Schemas } from '../../api/client.ts'
import { useFormats } from '../../i18n/format.ts'
import { useTexts } from '../../i18n/texts.ts'
import { useKey } from '../../session.ts'
import { Select } from '../../ui/field.tsx'
import { Panel } from '../../ui/panel.tsx'
import { useModelTitle } from '../shared/model-choice.tsx'
import { Failed, Waiting } from '../shared/waiting.tsx'
import { BarChart } from './bar-chart.tsx'
import { everyDay, firstMoment, type UsageDay } from './days.ts'
import { Figure, TableBox, WIDE_ONLY } from './figures.tsx'
import { BILLING_TEXTS } from './texts.ts'

type Measure = 'cost' | 'runs'

/** Thirty days: in all, by day and by model. */
export function Usage({ billed }: { readonly billed: boolean }) {
  const t = useTexts(BILLING_TEXTS)
  const key = useKey()
  const usage = useQuery({
    queryKey: ['usage', key],
    queryFn: () => answer(api.POST('/api/v3/user/usage_stats', { body: { start_time: firstMoment(Date.now()) } })),
  })
  if (usage.data === undefined) {
    return (
      <Panel title={t.usage}>
        {usage.isError ? <Failed error={usage.error} onAgain={() => void usage.refetch()} /> : <Waiting />}
      </Panel>
    )
  }
  return (
    <>
      <Days usage={usage.data} days={everyDay(usage.data.daily_usage, Date.now())} billed={billed} />
      {usage.data.per_model_usage.length > 0 && <Models models={usage.data.per_model_usage} />}
    </>
  )
}

interface DaysProps {
  readonly usage: Schemas['Usage']
  readonly days: readonly UsageDay[]
  readonly billed: boolean
}

function Days({ usage: { summary }, days, billed }: DaysProps) {
  const t = useTexts(BILLING_TEXTS)
  const { dollars, number } = useFormats()
  const [measure, setMeasure] = useState<Measure>(billed ? 'cost' : 'runs')
  return (
    <Panel
      title={t.usage}
      aside={
        <Select
          aria-label={t.show}
          className="w-auto!"
          value={measure}
          onChange={({ target }) => setMeasure(target.value === 'cost' ? 'cost' : 'runs')}
        >
          <option value="cost">{t.cost}</option>
          <option value="runs">{t.runs}</option>
        </Select>
      }
    >
      <dl className="mb-4 flex flex-wrap gap-x-10 gap-y-2">
        <Figure name={t.spent} value={dollars(summary.total_cost)} />
        <Figure name={t.runs} value={number(summary.total_requests)} />
        <Figure name={t.succeeded} value={number(summary.success_requests)} />
      </dl>
      {summary.total_requests === 0 ? <p className="text-dim">{t.noUsage}</p> : <Chart days={days} measure={measure} />}
    </Panel>
  )
}

function Chart({ days, measure }: { readonly days: readonly UsageDay[]; readonly measure: Measure }) {
  const t = useTexts(BILLING_TEXTS)
  const { day, dollars, number } = useFormats()
  const words = ({ cost, runs }: UsageDay): string => `${t.runsOf(runs, number(runs))}, ${dollars(cost)}`
  return (
    <>
      <BarChart
        title={measure === 'cost' ? t.chartOfCost : t.chartOfRuns}
        help={t.chartHelp}
        scale={(value) => (measure === 'cost' ? dollars(value) : number(value))}
        bars={days.map((each) => ({ name: day(noonOf(each.date)), value: each[measure], text: words(each) }))}
      />
      <details className="mt-2 text-xs">
        <summary className="text-dim">{t.asTable}</summary>
        <TableBox
          label={t.perDay}
          heads={[
            { title: t.day, kind: 'words' },
            { title: t.runs, kind: 'number' },
            { title: t.cost, kind: 'number' },
          ]}
        >
          {days
            .filter(({ runs }) => runs > 0)
            .map(({ date, runs, cost }) => (
              <tr key={date}>
                <td>{day(noonOf(date))}</td>
                <td className="text-right">{number(runs)}</td>
                <td className="text-right">{dollars(cost)}</td>
              </tr>
            ))}
        </TableBox>
      </details>
    </>
  )
}

/** So that it stays the same day wherever the reader is, or nearly. */
const noonOf = (date: string): string => `${date}T12:00:00Z`

function Models({ models }: { readonly models: Schemas['Usage']['per_model_usage'] }) {
  const t = useTexts(BILLING_TEXTS)
  const { day, dollars, number } = useFormats()
  const title = useModelTitle()
  return (
    <Panel title={t.perModel}>
      <TableBox
        label={t.perModel}
        heads={[
          { title: t.model, kind: 'words' },
          { title: t.runs, kind: 'number' },
          { title: t.cost, kind: 'number' },
          { title: t.unitPrice, kind: 'number', wideOnly: true },
          { title: t.lastUsed, kind: 'number' },
        ]}
      >
        {models.map((model) => (
          <tr key={model.model_uuid}>
            <td>{title(model.model_uuid)}</td>
            <td className="text-right">{number(model.total_count)}</td>
            <td className="text-right">{dollars(model.total_cost)}</td>
            <td className={`text-right ${WIDE_ONLY}`}>{dollars(model.unit_price)}</td>
            <td className="text-right">{day(noonOf(model.last_used_date))}</td>
          </tr>
        ))}
      </TableBox>
    </Panel>
  )
}
