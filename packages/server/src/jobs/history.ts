import { type RawBuilder, sql } from 'kysely'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { History, PredictionFilter } from '../ports.ts'
import { findPage } from '../store/database/counted-pages.ts'
import type { Database } from '../store/database/database.ts'
import { later } from '../store/database/time-range.ts'
import type { FileStore } from '../store/files.ts'
import { LISTED_COLUMNS, predictionOf } from './prediction-row.ts'
import { removePredictions } from './removal.ts'

const DAY_MS = 24 * 60 * 60 * 1000

interface Options {
  readonly clock: Clock
  /** What is older is not shown any more, whether or not it was removed already. */
  readonly retentionDays: number
  readonly files: FileStore
  readonly log: Log
}

/** What an account has asked for so far. */
export function openHistory(database: Database, { clock, retentionDays, files, log }: Options): History {
  const { kysely } = database
  return {
    async page(accountId, filter, { offset, limit }) {
      const oldest = new Date(clock().getTime() - retentionDays * DAY_MS)
      const found = await findPage(kysely, listed(accountId, filter, oldest), { offset, limit })
      if (!found.rows) return { total: found.total, items: [] }
      const rows = await kysely
        .selectFrom('predictions')
        .select(LISTED_COLUMNS)
        .where(sql<boolean>`${found.rows.where}`)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .offset(found.rows.skip)
        .limit(limit)
        .execute()
      return { total: found.total, items: rows.map(predictionOf) }
    },

    async remove(accountId, ids) {
      const removed = await removePredictions(database, accountId, ids)
      // What is not deleted now, because this process ends or a disk fails, belongs to no row and is swept up later.
      const deleted = await Promise.allSettled(
        removed.flatMap(({ outputs }) => outputs.map((key) => files.delete(key))),
      )
      for (const one of deleted)
        if (one.status === 'rejected') log.warn({ err: one.reason }, 'could not delete a result')
      return removed.map(({ id }) => id)
    },
  }
}

function listed(accountId: string, filter: PredictionFilter, oldest: Date): Parameters<typeof findPage>[1] {
  const { model, status, createdFrom, createdBefore } = filter
  const ofModel = model === undefined ? sql`` : sql` and model = ${model}`
  const ofStatus = status === undefined ? sql`` : sql` and status = ${status}`
  const ofAccount = sql`account_id = ${accountId}${ofModel}`
  const count = COUNTS[status ?? 'all']
  return {
    table: 'predictions',
    where: sql`${ofAccount}${ofStatus}`,
    counters: count && { table: 'prediction_hours', count, where: ofAccount },
    range: { from: later(createdFrom, oldest), before: createdBefore },
    newestFirst: true,
  }
}

/** What has not ended is few, and found by its status at once. */
const COUNTS: Readonly<Record<string, RawBuilder<unknown> | undefined>> = {
  all: sql`sum(listed)`,
  completed: sql`sum(listed_completed)`,
  failed: sql`sum(listed_failed)`,
}
