import type { Clock } from '../clock.ts'
import type { Database } from '../store/database/database.ts'
import { openPurse } from './ledger.ts'

/** The account of whoever runs this server, an admin; the only one there is until an admin makes others. */
export const OWNER_ACCOUNT_ID = 'owner'

/** Called at every start; creates the owner's account with its opening credit when there is none. */
export async function ensureOwnerAccount(
  database: Database,
  openingCreditMicrodollars: number,
  clock: Clock,
): Promise<void> {
  await database.transaction(async (transaction) => {
    const created = await transaction
      .insertInto('accounts')
      .values({ id: OWNER_ACCOUNT_ID, name: 'Owner', role: 'admin', created_at: clock() })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!created) return
    await openPurse(transaction, OWNER_ACCOUNT_ID, openingCreditMicrodollars)
  })
}
