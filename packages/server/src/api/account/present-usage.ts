import { findModel } from '../../models/catalogue.ts'
import { dollars } from '../../models/money.ts'
import type { UsageRow } from '../../ports.ts'
import type { Usage } from './billing-schemas.ts'

interface Sum {
  readonly submitted: number
  readonly completed: number
  /** Whole millionths, so that nothing is lost however many are added. */
  readonly costMicrodollars: number
}

/** Usage on the wire: the same rows as a whole, by model and by day. */
export function presentUsage(rows: readonly UsageRow[]): Usage {
  const all = sumOf(rows)
  return {
    summary: {
      total_cost: dollars(all.costMicrodollars),
      total_requests: all.submitted,
      success_requests: all.completed,
    },
    per_model_usage: grouped(rows, 'model').map(([model, ofModel]) => modelUsage(model, ofModel)),
    daily_usage: grouped(rows, 'day').map(([day, ofDay]) => dayUsage(day, ofDay)),
  }
}

function modelUsage(id: string, rows: readonly UsageRow[]): Usage['per_model_usage'][number] {
  const { completed, costMicrodollars } = sumOf(rows)
  const model = findModel(id)
  return {
    model_uuid: id,
    model_type: model?.type ?? '',
    unit_price: dollars(model?.priceMicrodollars ?? Math.round(costMicrodollars / Math.max(1, completed))),
    total_cost: dollars(costMicrodollars),
    total_count: completed,
    last_used_date:
      rows
        .map(({ day }) => day)
        .sort()
        .at(-1) ?? '',
  }
}

function dayUsage(date: string, rows: readonly UsageRow[]): Usage['daily_usage'][number] {
  const { completed, costMicrodollars } = sumOf(rows)
  return {
    date,
    amount: dollars(costMicrodollars),
    count: completed,
    models: rows.map((row) => ({
      model_uuid: row.model,
      amount: dollars(row.costMicrodollars),
      count: row.completed,
    })),
  }
}

function sumOf(rows: readonly Sum[]): Sum {
  const zero: Sum = { submitted: 0, completed: 0, costMicrodollars: 0 }
  return rows.reduce(
    (sum, row) => ({
      submitted: sum.submitted + row.submitted,
      completed: sum.completed + row.completed,
      costMicrodollars: sum.costMicrodollars + row.costMicrodollars,
    }),
    zero,
  )
}

/** In the order in which the groups begin. */
function grouped(rows: readonly UsageRow[], by: 'model' | 'day'): readonly (readonly [string, readonly UsageRow[]])[] {
  const groups = new Map<string, UsageRow[]>()
  for (const row of rows) {
    const group = groups.get(row[by])
    if (group) group.push(row)
    else groups.set(row[by], [row])
  }
  return [...groups]
}
