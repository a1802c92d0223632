import type { Clock } from '../clock.ts'
import { ServerError, StoreError } from '../errors.ts'
import type { Database } from '../store/database/database.ts'
import { availableOf, grantCredit, OVERDRAWN_CONSTRAINT } from './ledger.ts'

/** Credit that an admin gave to an account, or took back when it is below zero. */
export interface TopUp {
  readonly accountId: string
  readonly amountMicrodollars: number
  /** Chosen by whoever asks: two requests with the same one are the same top-up. */
  readonly reference: string
  /** Why. */
  readonly note: string
  /** The id of the key that asked, or the command line. */
  readonly madeBy: string
  readonly createdAt: Date
}

export interface TopUps {
  /**
   * One entry of the ledger, once for each reference of an account: asked again it moves nothing and returns the first.
   * @throws ServerError `account_not_found`, `top_up_conflict` when the reference stands for another amount or note, or
   * `balance_too_low` when more is to be taken back than is left
   */
  make(topUp: Omit<TopUp, 'createdAt'>): Promise<TopUp>
  /** The newest first. */
  list(accountId: string): Promise<readonly TopUp[]>
}

export function openTopUps(database: Database, { clock }: { readonly clock: Clock }): TopUps {
  const rows = (kysely: Database['kysely'], accountId: string) =>
    kysely
      .selectFrom('top_ups')
      .innerJoin('ledger_postings', 'ledger_postings.transaction_id', 'top_ups.transaction_id')
      .where('top_ups.account_id', '=', accountId)
      .where('ledger_postings.ledger_account_id', '=', availableOf(accountId))
      .select([
        'top_ups.account_id as accountId',
        'ledger_postings.amount_microdollars as amountMicrodollars',
        'top_ups.reference',
        'top_ups.note',
        'top_ups.made_by as madeBy',
        'top_ups.created_at as createdAt',
      ])

  return {
    async make(topUp) {
      const { accountId, amountMicrodollars, reference, note, madeBy } = topUp
      return database.transaction(async (transaction) => {
        // Held until the end, so that the same request at the same moment waits here and then finds the first one.
        const account = await transaction
          .selectFrom('accounts')
          .select('id')
          .where('id', '=', accountId)
          .forNoKeyUpdate()
          .executeTakeFirst()
        if (!account) throw new ServerError('account_not_found')
        const known = await rows(transaction, accountId).where('reference', '=', reference).executeTakeFirst()
        if (known) return same(known, topUp)
        const createdAt = clock()
        const transactionId = await grantCredit(transaction, accountId, amountMicrodollars).catch(explainOverdrawn)
        await transaction
          .insertInto('top_ups')
          .values({
            transaction_id: transactionId,
            account_id: accountId,
            reference,
            note,
            made_by: madeBy,
            created_at: createdAt,
          })
          .execute()
        return { ...topUp, createdAt }
      })
    },
    list: (accountId) => rows(database.kysely, accountId).orderBy('top_ups.transaction_id', 'desc').execute(),
  }
}

function same(known: TopUp, asked: Omit<TopUp, 'createdAt'>): TopUp {
  if (known.amountMicrodollars === asked.amountMicrodollars && known.note === asked.note) return known
  throw new ServerError('top_up_conflict')
}

function explainOverdrawn(error: unknown): never {
  if (error instanceof StoreError && error.constraint === OVERDRAWN_CONSTRAINT) {
    throw new ServerError('balance_too_low', {}, { cause: error })
  }
  throw error
}
