import { type RawBuilder, sql } from 'kysely'

/** Nobody works on it. The words of the index `predictions_waiting`. */
export const WAITING = sql`finished_at is null and lease_token is null`

/**
 * Somebody works on it. The interval says nothing, but a database that was never analysed takes "not null" for nearly every
 * row and reads all of them, while of an interval it expects few and asks the index `predictions_leased`.
 */
export const LEASED = sql`lease_token is not null and lease_expires_at between '-infinity' and 'infinity'`

interface Claim {
  /** What the one who asks can serve. */
  readonly models: readonly string[]
  /** How many jobs of one account may run at once, where the account says nothing else; 0 for any number. */
  readonly accountConcurrency: number
}

/**
 * CTEs that choose the next job and lock it: `taken` has its `id`, and no row when there is none.
 *
 * First the account: the one with the fewest running jobs, and of these the one that waited longest since its last turn. So
 * an account that comes anew is next, however many jobs others have waiting. Then its job: the highest priority, then the
 * oldest. An account or a key at its limit is passed over, and its jobs wait.
 *
 * Cost: one look into the index for each account that waits, not for each job; jobs that ended are never touched. Workers
 * on several connections may see the same free place at the same instant and go over a limit by one each.
 */
export function nextJob({ models, accountConcurrency }: Claim): RawBuilder<unknown> {
  return sql`
    waiting_account (account_id) as (
      (select account_id from predictions where ${WAITING} order by account_id limit 1)
      union all
      select (
        select account_id from predictions where ${WAITING} and account_id > waiting_account.account_id
        order by account_id limit 1
      ) from waiting_account where account_id is not null
    ), running as (
      select account_id, key_id, count(*)::int as jobs from predictions where ${LEASED}
      group by account_id, key_id
    ), key_at_limit as (
      select id from api_keys join running on running.key_id = api_keys.id
      where api_keys.concurrency > 0 and running.jobs >= api_keys.concurrency
    ), candidate as (
      select accounts.id, last_served_at, coalesce(concurrency, ${accountConcurrency}::int) as at_most,
        (select coalesce(sum(jobs), 0) from running where running.account_id = accounts.id) as jobs
      from waiting_account join accounts on accounts.id = waiting_account.account_id
    ), turn as (
      select * from candidate where at_most = 0 or jobs < at_most
      order by jobs, last_served_at nulls first, id
    ), taken as (
      select job.id, job.account_id from turn cross join lateral (
        select id, account_id from predictions
        where account_id = turn.id and ${WAITING} and run_at <= now() and model in (${sql.join(models)})
          and key_id not in (select id from key_at_limit)
        order by priority desc, run_at, id limit 1 for update skip locked
      ) as job
      order by turn.jobs, turn.last_served_at nulls first, turn.id limit 1
    ), served as (
      update accounts set last_served_at = now() where id in (select account_id from taken)
    )`
}
