import { type Selectable, sql } from 'kysely'
import type { Clock } from '../clock.ts'
import { ServerError, StoreError } from '../errors.ts'
import { type RandomBytes, randomHex } from '../ids.ts'
import type { Database } from '../store/database/database.ts'
import type { AccountTable, Role } from '../store/database/tables.ts'
import { OWNER_ACCOUNT_ID } from './first-account.ts'
import { openPurse } from './ledger.ts'
import { type Limits, limitColumns, limitsOf } from './limits.ts'

/** One customer of this server: whose the predictions, the uploads, the keys and the money are. */
export interface Account {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly createdAt: Date
  /** Since when none of its keys opens anything. */
  readonly suspendedAt: Date | null
  /** What it can still spend, whether or not billing is on. */
  readonly balanceMicrodollars: number
  /** Of all its keys together. */
  readonly limits: Limits
}

/** The accounts, as an admin sees them. Methods with an id throw ServerError `account_not_found`. */
export interface AccountBook {
  /**
   * Makes an account with its opening credit; it has no key yet.
   * @throws ServerError `account_exists` when another has that name, in whatever case
   */
  create(account: { readonly name: string; readonly role: Role; readonly creditMicrodollars: number }): Promise<Account>
  /** All there are, the oldest first. */
  list(): Promise<readonly Account[]>
  find(id: string): Promise<Account>
  /**
   * From now on every request of the account is refused. What it has submitted runs on, for it is paid.
   * @throws ServerError `owner_account`: somebody must be able to let others in again
   */
  suspend(id: string): Promise<Account>
  resume(id: string): Promise<Account>
  /** Both at once: what is null afterwards is the server's default. */
  setLimits(id: string, limits: Limits): Promise<Account>
}

const ONE_NAME_CONSTRAINT = 'accounts_one_name'

interface Options {
  readonly clock: Clock
  readonly random: RandomBytes
  /** Called when something changed that whoever remembers the account's keys must know at once. */
  readonly changed: (accountId: string) => void
}

export function openAccountBook(database: Database, { clock, random, changed }: Options): AccountBook {
  const rows = () =>
    database.kysely
      .selectFrom('accounts')
      .leftJoin('ledger_accounts', (join) =>
        join.on('ledger_accounts.id', '=', sql<string>`accounts.id || '/available'`),
      )
      .selectAll('accounts')
      .select('ledger_accounts.balance_microdollars')

  const find = async (id: string): Promise<Account> => {
    const row = await rows().where('accounts.id', '=', id).executeTakeFirst()
    if (!row) throw new ServerError('account_not_found')
    return accountOf(row)
  }

  const setSuspended = async (id: string, suspendedAt: Date | null): Promise<Account> => {
    const update = database.kysely.updateTable('accounts').set({ suspended_at: suspendedAt }).where('id', '=', id)
    // The time of the first suspension stays when it is asked for twice.
    await (suspendedAt ? update.where('suspended_at', 'is', null) : update).execute()
    changed(id)
    return find(id)
  }

  return {
    find,
    list: async () => (await rows().orderBy('created_at').orderBy('accounts.id').execute()).map(accountOf),
    async create({ name, role, creditMicrodollars }) {
      const id = `acc_${randomHex(random, 8)}`
      await database.transaction(async (transaction) => {
        const values = { id, name, role, created_at: clock() }
        await transaction.insertInto('accounts').values(values).execute().catch(explainTaken)
        await openPurse(transaction, id, creditMicrodollars)
      })
      return find(id)
    },
    async suspend(id) {
      if (id === OWNER_ACCOUNT_ID) throw new ServerError('owner_account')
      return setSuspended(id, clock())
    },
    resume: (id) => setSuspended(id, null),
    async setLimits(id, limits) {
      await database.kysely.updateTable('accounts').set(limitColumns(limits)).where('id', '=', id).execute()
      changed(id)
      return find(id)
    },
  }
}

function explainTaken(error: unknown): never {
  if (error instanceof StoreError && error.constraint === ONE_NAME_CONSTRAINT) {
    throw new ServerError('account_exists', {}, { cause: error })
  }
  throw error
}

function accountOf(row: Selectable<AccountTable> & { readonly balance_microdollars: number | null }): Account {
  return {
    id: row.id,
    name: row.name,
    role: row.role,
    createdAt: row.created_at,
    suspendedAt: row.suspended_at,
    balanceMicrodollars: row.balance_microdollars ?? 0,
    limits: limitsOf(row),
  }
}
