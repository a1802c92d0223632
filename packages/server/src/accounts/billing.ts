import { type RawBuilder, sql } from 'kysely'
import type { Bill, BillFilter, Billing, UsageRow } from '../ports.ts'
import { type CountedRows, findPage } from '../store/database/counted-pages.ts'
import type { Database } from '../store/database/database.ts'
import { hourOf } from '../store/database/time-range.ts'

/** What the ledger says of an account's jobs: each reservation and each refund is a bill. */
export function openBilling({ kysely }: Database): Billing {
  return {
    async search(accountId, filter, { offset, limit }) {
      const found = await findPage(kysely, bills(accountId, filter), { offset, limit })
      if (!found.rows) return { total: found.total, items: [] }
      const page = { where: found.rows.where, newestFirst: filter.newestFirst, offset: found.rows.skip, limit }
      const { rows } = await billRows(page).execute(kysely)
      return { total: found.total, items: rows.map(billOf) }
    },

    async usage(accountId, { from, before, model }) {
      const ofModel = model === undefined ? sql`` : sql` and model = ${model}`
      const { rows } = await sql<UsageRow>`
        select model, to_char(hour at time zone 'UTC', 'YYYY-MM-DD') as day, sum(submitted)::float8 as submitted,
          sum(completed)::float8 as completed, sum(cost_microdollars)::float8 as "costMicrodollars"
        from prediction_hours
        where account_id = ${accountId}${ofModel} and hour >= ${hourOf(from)}::timestamptz
          and hour < ${before}::timestamptz
        group by 1, 2 order by 2, 1`.execute(kysely)
      return rows
    },
  }
}

/** Literals, because an index that holds some kinds only is of use when the kinds are known. */
const KINDS: Readonly<Record<Bill['type'] | 'both', RawBuilder<unknown>>> = {
  deduct: sql`kind = 'reserve'`,
  refund: sql`kind = 'refund'`,
  both: sql`kind in ('reserve', 'refund')`,
}

const COUNTS: typeof KINDS = {
  deduct: sql`sum(deducts)`,
  refund: sql`sum(refunds)`,
  both: sql`sum(deducts + refunds)`,
}

function bills(accountId: string, filter: BillFilter): CountedRows {
  const { type = 'both', predictionIds, model, keyId, createdFrom, createdBefore, newestFirst } = filter
  const ofModel = model === undefined ? sql`` : sql` and model = ${model}`
  const ofKey = keyId === undefined ? sql`` : sql` and key_id = ${keyId}`
  const of = sql`account_id = ${accountId}${ofModel}${ofKey}`
  const ofPredictions = predictionIds === undefined ? sql`` : sql` and prediction_id in (${sql.join(predictionIds)})`
  return {
    table: 'ledger_transactions',
    where: sql`${of} and ${KINDS[type]}${ofPredictions}`,
    counters: predictionIds === undefined ? { table: 'bill_hours', count: COUNTS[type], where: of } : undefined,
    range: { from: createdFrom, before: createdBefore },
    newestFirst,
  }
}

interface BillRow {
  readonly kind: 'reserve' | 'refund'
  readonly prediction_id: string
  readonly model: string
  readonly key_id: string
  readonly key_name: string
  readonly amount: number
  readonly created_at: Date
  readonly conclusion: 'settle' | 'refund' | null
  readonly concluded_at: Date | null
  readonly status: 'created' | 'processing' | null
}

interface BillPage {
  readonly where: RawBuilder<unknown>
  readonly newestFirst: boolean
  readonly offset: number
  readonly limit: number
}

/** The page is cut first, so that what became of the jobs is looked up for its few entries alone. */
function billRows({ where, newestFirst, offset, limit }: BillPage): RawBuilder<BillRow> {
  const order = newestFirst ? sql`desc` : sql`asc`
  return sql`
    select entry.kind, entry.prediction_id, entry.model, entry.key_id, api_keys.name as key_name,
      entry.amount_microdollars::float8 as amount, entry.created_at,
      conclusion.kind as conclusion, conclusion.created_at as concluded_at, job.status
    from (
      select * from ledger_transactions where ${where}
      order by created_at ${order}, id ${order} offset ${offset} limit ${limit}
    ) as entry
    join api_keys on api_keys.id = entry.key_id
    left join ledger_transactions as conclusion
      on conclusion.prediction_id = entry.prediction_id and conclusion.kind in ('settle', 'refund')
    left join predictions as job on job.id = entry.prediction_id and job.finished_at is null
    order by entry.created_at ${order}, entry.id ${order}`
}

const OUTCOMES = { settle: 'completed', refund: 'failed' } as const

function billOf(row: BillRow): Bill {
  return {
    type: row.kind === 'refund' ? 'refund' : 'deduct',
    predictionId: row.prediction_id,
    model: row.model,
    keyId: row.key_id,
    keyName: row.key_name,
    amountMicrodollars: row.amount,
    createdAt: row.created_at,
    updatedAt: row.concluded_at ?? row.created_at,
    predictionStatus: row.conclusion ? OUTCOMES[row.conclusion] : (row.status ?? 'processing'),
  }
}
