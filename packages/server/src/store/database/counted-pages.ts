import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Tables } from './tables.ts'
import { cutAtHours, earlier, hourAfter, hourOf, later, type TimeRange } from './time-range.ts'

/** Rows in order of time, and how they are counted. */
export interface CountedRows {
  readonly table: 'predictions' | 'ledger_transactions'
  /** What is asked of a row, except its time. */
  readonly where: RawBuilder<unknown>
  /** How many such rows an hour has, from a table of `hour`s; absent when that is not counted, and rows must be. */
  readonly counters:
    | { readonly table: string; readonly count: RawBuilder<unknown>; readonly where: RawBuilder<unknown> }
    | undefined
  readonly range: TimeRange
  readonly newestFirst: boolean
}

export interface PageRequest {
  readonly offset: number
  /** At least 1. */
  readonly limit: number
}

/** Where a page lies: `where`, in order, after `skip` rows of it; absent when the page is empty. */
export interface CountedPage {
  readonly total: number
  readonly rows: { readonly where: RawBuilder<unknown>; readonly skip: number } | undefined
}

/**
 * How many rows there are, exactly, and where a page of them begins. Counting and skipping rows one by one costs tenths of
 * a second for 100,000; here whole hours are summed up from counters, and only the hours of the page itself are read.
 */
export async function findPage(kysely: Kysely<Tables>, rows: CountedRows, page: PageRequest): Promise<CountedPage> {
  const order = rows.newestFirst ? sql`desc` : sql`asc`
  const { rows: answers } = await sql<{ total: number; first: Date | null; last: Date | null; before: number | null }>`
    with counted (hour, n) as (${countsOf(rows)}),
    hours (hour, n) as (select hour, sum(n) from counted group by hour having sum(n) > 0),
    placed as (select hour, n, sum(n) over (order by hour ${order}) - n as before from hours),
    here as (select * from placed where before < ${page.offset + page.limit} and before + n > ${page.offset})
    select (select coalesce(sum(n), 0)::float8 from hours) as total, (select min(before)::float8 from here) as before,
      (select min(hour) from here) as first, (select max(hour) from here) as last`.execute(kysely)
  const { total = 0, first, last, before } = answers[0] ?? {}
  if (!first || !last) return { total, rows: undefined }
  // Rows that are counted one by one are all counted at the beginning of time.
  const hours = rows.counters ? { from: hourOf(first), before: hourAfter(hourOf(last)) } : rows.range
  const range = { from: later(rows.range.from, hours.from), before: earlier(rows.range.before, hours.before) }
  return { total, rows: { where: sql`${rows.where} and ${inside(range)}`, skip: page.offset - (before ?? 0) } }
}

function countsOf({ table, where, counters, range }: CountedRows): RawBuilder<unknown> {
  const rows = sql.table(table)
  if (!counters) {
    return sql`select timestamptz 'epoch', count(*) from ${rows} where ${where} and ${inside(range)}`
  }
  const { whole, ends } = cutAtHours(range)
  const parts = [
    sql`select hour, ${counters.count} from ${sql.table(counters.table)}
      where ${counters.where} and ${inside(whole, 'hour')} group by hour`,
    ...ends.map(
      (end) => sql`select ${hourOf(end.from)}::timestamptz, count(*) from ${rows} where ${where} and ${inside(end)}`,
    ),
  ]
  return sql.join(parts, sql` union all `)
}

function inside({ from, before }: TimeRange, column = 'created_at'): RawBuilder<unknown> {
  const time = sql.ref(column)
  const limits = [
    ...(from ? [sql`${time} >= ${from}::timestamptz`] : []),
    ...(before ? [sql`${time} < ${before}::timestamptz`] : []),
  ]
  return limits.length === 0 ? sql`true` : sql.join(limits, sql` and `)
}
