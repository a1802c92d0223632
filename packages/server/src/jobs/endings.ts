import { type RawBuilder, sql } from 'kysely'
import { jobLedgerEntry } from '../accounts/ledger.ts'
import { JobError } from '../errors.ts'
import { CANCELLED_CHANNEL, FINISHED_CHANNEL } from './channels.ts'

export const UNLEASED = sql`lease_owner = null, lease_token = null, lease_expires_at = null`

/**
 * 0 for a job that nobody works on. Kept inside what its column holds, 24.8 days: a job may have started before a server
 * that stood still for months.
 */
export const EXECUTION_MS = sql`case when lease_token is null then 0
  else least(extract(epoch from now() - started_at) * 1000, 2147483647)::int end`

/**
 * Ends jobs that their owner does not want any more, waiting or leased. Whoever holds a lease is told, and holds it no
 * longer. No row for those that have ended already, or are not the account's.
 */
export function cancellation(accountId: string, predictionIds: readonly string[]): RawBuilder<unknown> {
  const wanted = sql`id in (${sql.join(predictionIds)}) and account_id = ${accountId} and finished_at is null`
  return failure(wanted, new JobError('cancelled'), sql`, pg_notify(${CANCELLED_CHANNEL}, id)`)
}

/** Failed and refunded, or neither. */
export function failure(
  held: RawBuilder<unknown>,
  error: JobError,
  alsoNotify: RawBuilder<unknown> = sql``,
): RawBuilder<unknown> {
  return sql`
    with job as (
      update predictions set status = 'failed', finished_at = now(), ${UNLEASED},
        error_code = ${error.taskCode}, error = ${error.message}, execution_ms = ${EXECUTION_MS}
      where ${held}
      returning id, account_id, reserved_microdollars
    ), ${jobLedgerEntry('refund')}
    select pg_notify(${FINISHED_CHANNEL}, id)${alsoNotify} from job`
}
