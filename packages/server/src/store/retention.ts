import { sql } from 'kysely'
import type { Clock } from '../clock.ts'
import { IDEMPOTENCY_LIFETIME_MS } from '../jobs/idempotency.ts'
import type { Log } from '../log.ts'
import type { Database } from './database/database.ts'
import { tidyTables } from './database/tidy-tables.ts'
import type { FileStore, FileSweep } from './files.ts'
import { removeOrphans } from './orphan-files.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const SWEEP_INTERVAL_MS = 60 * 60 * 1000

// 1 day: a request lives an hour at most, and a result is named seconds after it was stored. Too short would take away a
// file that somebody is about to name; too long only keeps a few megabytes.
const ORPHAN_AGE_MS = DAY_MS

// One statement holds the database for its whole run; 200 rows are a few milliseconds.
const ROWS_A_STEP = 200

export interface Removed {
  readonly predictions: number
  readonly uploads: number
  /** Files that belonged to nothing. */
  readonly orphans: number
}

export interface Retention {
  /** Removes what is older than the retention, and files that were left behind; returns how many of each went. */
  sweep(): Promise<Removed>
}

interface Options {
  /** At least 1: clients use an uploaded file again for a day, by its address alone. */
  readonly retentionDays: number
  readonly files: FileStore & FileSweep
  readonly clock: Clock
}

/** Forgets finished predictions with their results, and uploads. A job that still waits or runs is never forgotten. */
export function openRetention(database: Database, { retentionDays, files, clock }: Options): Retention {
  const { kysely } = database
  const keptFor = Math.max(1, retentionDays) * DAY_MS

  const removePredictions = async (cutoff: Date): Promise<number> => {
    const { rows } = await sql<{ outputs: readonly string[] | null }>`
      delete from predictions where id in (
        select id from predictions where finished_at < ${cutoff} order by finished_at limit ${ROWS_A_STEP}
      ) returning outputs`.execute(kysely)
    for (const key of rows.flatMap(({ outputs }) => outputs ?? [])) await files.delete(key)
    return rows.length
  }

  const removeUploads = async (cutoff: Date): Promise<number> => {
    const { rows } = await sql<{ file_key: string }>`
      delete from uploads where id in (
        select id from uploads where created_at < ${cutoff} order by created_at limit ${ROWS_A_STEP}
      ) returning file_key`.execute(kysely)
    for (const { file_key } of rows) await files.delete(file_key)
    return rows.length
  }

  const removeIdempotencyKeys = async (cutoff: Date): Promise<number> => {
    const { rows } = await sql`
      delete from idempotency_keys where (account_id, key) in (
        select account_id, key from idempotency_keys where created_at < ${cutoff} order by created_at limit ${ROWS_A_STEP}
      ) returning key`.execute(kysely)
    return rows.length
  }

  return {
    async sweep() {
      const cutoff = new Date(clock().getTime() - keptFor)
      const predictions = await untilEmpty(() => removePredictions(cutoff))
      const uploads = await untilEmpty(() => removeUploads(cutoff))
      await untilEmpty(() => removeIdempotencyKeys(new Date(clock().getTime() - IDEMPOTENCY_LIFETIME_MS)))
      await tidyTables(database)
      const orphans = await removeOrphans(database, files, new Date(clock().getTime() - ORPHAN_AGE_MS))
      return { predictions, uploads, orphans }
    },
  }
}

/** Sweeps now and every hour. Returns how to stop; that waits for a sweep that is under way. */
export function sweepHourly(retention: Retention, log: Log): () => Promise<void> {
  let sweeping = Promise.resolve()
  const sweep = (): void => {
    sweeping = sweeping.then(async () => {
      try {
        const removed = await retention.sweep()
        if (Object.values(removed).some((count) => count > 0))
          log.info(removed, 'removed what was older than the retention')
      } catch (error) {
        log.error({ err: error }, 'the retention sweep failed')
      }
    })
  }
  sweep()
  const timer = setInterval(sweep, SWEEP_INTERVAL_MS)
  return () => {
    clearInterval(timer)
    return sweeping
  }
}

async function untilEmpty(removeSome: () => Promise<number>): Promise<number> {
  let total = 0
  for (let removed = await removeSome(); removed > 0; removed = await removeSome()) total += removed
  return total
}
