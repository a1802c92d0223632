import { sql } from 'kysely'
import type { Database } from '../store/database/database.ts'
import { cancellation } from './endings.ts'

/** A prediction that is gone, and the files that it leaves behind. */
export interface RemovedPrediction {
  readonly id: string
  readonly outputs: readonly string[]
}

/**
 * Removes predictions of one account; other ids are passed over. What has not ended is cancelled first, in the same
 * transaction, so that its price comes back by the entry of every failed job. Its worker finds its lease gone at the next
 * beat, stops, and discards what it made.
 */
export async function removePredictions(
  database: Database,
  accountId: string,
  ids: readonly string[],
): Promise<readonly RemovedPrediction[]> {
  if (ids.length === 0) return []
  return database.transaction(async (transaction) => {
    await cancellation(accountId, ids).execute(transaction)
    const { rows } = await sql<{ id: string; outputs: readonly string[] | null }>`
      delete from predictions where id in (${sql.join(ids)}) and account_id = ${accountId} returning id, outputs`.execute(
      transaction,
    )
    return rows.map(({ id, outputs }) => ({ id, outputs: outputs ?? [] }))
  })
}
