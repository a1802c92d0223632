import { type RawBuilder, sql, type Transaction } from 'kysely'
import type { Ledger } from '../ports.ts'
import type { Database } from '../store/database/database.ts'
import type { Tables } from '../store/database/tables.ts'

/** Name of the constraint that keeps an account from spending what it has not. */
export const OVERDRAWN_CONSTRAINT = 'ledger_accounts_not_overdrawn'

/** Where money can be. Every transaction takes from one place and gives the same to another. */
const GRANTS = 'house/grants'
export const availableOf = (accountId: string): string => `${accountId}/available`
const reservedOf = (accountId: string): string => `${accountId}/reserved`

/** What every account seems to have while nothing is charged: a million dollars, so that no client holds back. */
export const UNCHARGED_BALANCE_MICRODOLLARS = 1_000_000_000_000

/** @param billing off: nothing is charged, so whatever stands in the ledger says nothing about what can be spent */
export function openLedger(database: Database, { billing }: { readonly billing: boolean }): Ledger {
  return {
    async balanceMicrodollars(accountId) {
      if (!billing) return UNCHARGED_BALANCE_MICRODOLLARS
      const row = await database.kysely
        .selectFrom('ledger_accounts')
        .select('balance_microdollars')
        .where('id', '=', availableOf(accountId))
        .executeTakeFirst()
      return row?.balance_microdollars ?? 0
    },
  }
}

/** The places where an account's money can be; needed before any of it moves. */
export async function openLedgerAccounts(transaction: Transaction<Tables>, accountId: string): Promise<void> {
  await transaction
    .insertInto('ledger_accounts')
    .values([
      { id: availableOf(accountId), account_id: accountId },
      { id: reservedOf(accountId), account_id: accountId },
    ])
    .execute()
}

/**
 * Gives an account credit out of nothing: opening credit and top-ups.
 * @param amountMicrodollars not 0; below zero it takes credit back
 * @returns the id of the ledger's transaction
 */
export async function grantCredit(
  transaction: Transaction<Tables>,
  accountId: string,
  amountMicrodollars: number,
): Promise<number> {
  const { id } = await transaction
    .insertInto('ledger_transactions')
    .values({ kind: 'grant', prediction_id: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  await transaction
    .insertInto('ledger_postings')
    .values([
      { transaction_id: id, ledger_account_id: GRANTS, amount_microdollars: -amountMicrodollars },
      { transaction_id: id, ledger_account_id: availableOf(accountId), amount_microdollars: amountMicrodollars },
    ])
    .execute()
  return id
}

/** Called where an account is created, in the same transaction: its places for money, and what it may spend at once. */
export async function openPurse(
  transaction: Transaction<Tables>,
  accountId: string,
  openingCreditMicrodollars: number,
): Promise<void> {
  await openLedgerAccounts(transaction, accountId)
  if (openingCreditMicrodollars !== 0) await grantCredit(transaction, accountId, openingCreditMicrodollars)
}

/** The three things that happen to the price of a job, each once at most. */
export type JobEntry = 'reserve' | 'settle' | 'refund'

/**
 * The ledger's part of a statement that changes a job, so that both happen or neither does. It follows a
 * `with job as (…)` that returns `id`, `account_id` and `reserved_microdollars`, for a reservation `key_id` and `model` as
 * well, and adds nothing for a job that reserved nothing. Each entry has the facts of the bill, because the job itself may
 * be gone when the bill is read.
 */
export function jobLedgerEntry(kind: JobEntry): RawBuilder<unknown> {
  const { from, to } = SIDES[kind]
  return sql`
    entry as (
      insert into ledger_transactions (kind, prediction_id, account_id, key_id, model, amount_microdollars)
      ${kind === 'reserve' ? FACTS_OF_JOB : factsOfReservation(kind)}
      returning id, prediction_id
    ),
    postings as (
      insert into ledger_postings (transaction_id, ledger_account_id, amount_microdollars)
      select entry.id, side.ledger_account_id, side.amount
      from entry join job on job.id = entry.prediction_id
      cross join lateral (
        values (${from}, -job.reserved_microdollars), (${to}, job.reserved_microdollars)
      ) as side (ledger_account_id, amount)
    )`
}

const FACTS_OF_JOB = sql`
  select 'reserve', id, account_id, key_id, model, reserved_microdollars from job where reserved_microdollars > 0`

function factsOfReservation(kind: 'settle' | 'refund'): RawBuilder<unknown> {
  return sql`
    select ${sql.lit(kind)}, job.id, job.account_id, reservation.key_id, reservation.model, job.reserved_microdollars
    from job join ledger_transactions as reservation
      on reservation.prediction_id = job.id and reservation.kind = 'reserve'
    where job.reserved_microdollars > 0`
}

const AVAILABLE = sql`job.account_id || '/available'`
const RESERVED = sql`job.account_id || '/reserved'`
const REVENUE = sql`'house/revenue'`

const SIDES: Readonly<Record<JobEntry, { from: RawBuilder<unknown>; to: RawBuilder<unknown> }>> = {
  reserve: { from: AVAILABLE, to: RESERVED },
  settle: { from: RESERVED, to: REVENUE },
  refund: { from: RESERVED, to: AVAILABLE },
}
