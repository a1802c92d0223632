import { type RawBuilder, sql } from 'kysely'
import { jobLedgerEntry } from '../accounts/ledger.ts'
import { JobError } from '../errors.ts'
import { CREATED_CHANNEL, FINISHED_CHANNEL } from './channels.ts'
import { EXECUTION_MS, UNLEASED } from './endings.ts'

/** A job that took its worker down this often does so again; the price is given back. */
const MAX_ATTEMPTS = 3

// 10: who restarts a server, or pulls its plug, should never cost a job; a job that takes the whole machine down with it
// should not do so for ever. Too few fails an innocent job, too many is some more restarts. Err high.
const MAX_RESTARTS = 10

/** What `held` selects goes back into the queue, and the attempt does not count. */
export function handingBack(held: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    update predictions set ${UNLEASED}, attempts = attempts - 1
    where ${held} returning pg_notify(${CREATED_CHANNEL}, id)`
}

/** What becomes of jobs whose lease broke. */
interface Loss {
  /** Which of them have had their chances. */
  readonly spent: RawBuilder<unknown>
  /** The end of those. */
  readonly error: JobError
  /** What changes in the others, which go back into the queue. */
  readonly changes: RawBuilder<unknown>
}

export const LOST_ATTEMPT: Loss = {
  spent: sql`attempts >= ${MAX_ATTEMPTS}`,
  error: new JobError('worker_lost', { attempts: String(MAX_ATTEMPTS) }),
  changes: sql`run_at = now()`,
}

export const LOST_SERVER: Loss = {
  spent: sql`restarts + 1 >= ${MAX_RESTARTS}`,
  error: new JobError('server_lost', { restarts: String(MAX_RESTARTS) }),
  changes: sql`attempts = attempts - 1, restarts = restarts + 1,
    run_at = case when restarts = 0 then run_at else now() end`,
}

/** What `held` selects goes back into the queue, or fails and is refunded. */
export function recovery(
  held: RawBuilder<unknown>,
  { spent, error, changes }: Loss,
): RawBuilder<{ readonly lease_owner: string }> {
  return sql`
    with lost as (
      select id, lease_owner, ${spent} as spent from predictions where ${held} for update skip locked
    ), job as (
      update predictions set status = 'failed', finished_at = now(), ${UNLEASED},
        error_code = ${error.taskCode}, error = ${error.message}, execution_ms = ${EXECUTION_MS}
      where id in (select id from lost where spent)
      returning id, account_id, reserved_microdollars
    ), ${jobLedgerEntry('refund')}, returned as (
      update predictions set ${UNLEASED}, ${changes} where id in (select id from lost where not spent)
      returning id
    )
    select lease_owner, pg_notify(case when spent then ${FINISHED_CHANNEL} else ${CREATED_CHANNEL} end, id) from lost`
}
