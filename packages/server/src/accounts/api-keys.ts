import type { Clock } from '../clock.ts'
import type { RandomBytes } from '../ids.ts'
import type { Log } from '../log.ts'
import type { ApiKeys, Caller } from '../ports.ts'
import type { Database } from '../store/database/database.ts'
import { secretHash } from '../store/secret-hash.ts'
import { type KeyBook, openKeyBook } from './key-book.ts'

/** What every key looks like, ours and those an operator sets; anything else is refused without asking the database. */
const KEY = /^[A-Za-z0-9_-]{20,200}$/

// 10 s: a client that polls every second asks the database once in ten. It is also how long a key that another process
// revoked still opens this one; longer is dangerous, shorter only costs queries.
const REMEMBER_MS = 10_000

// A minute: "last used" is read by people; writing it at every poll would cost a disk flush a second and client.
const LAST_USED_STEP_MS = 60_000

// Enough for every key in use at once on one server; beyond it the oldest are simply asked for again.
const REMEMBERED_KEYS = 1000

/** The doorkeeper and the book of keys in one, so that what is revoked opens nothing here from that moment. */
export interface ApiKeyBook extends ApiKeys, KeyBook {
  /** Called when something about the account changed: its keys are looked up anew at the next request. */
  forget(accountId: string): void
}

interface Remembered {
  readonly caller: Caller
  readonly until: number
}

export function openApiKeys(
  database: Database,
  { clock, random, log }: { clock: Clock; random: RandomBytes; log: Log },
): ApiKeyBook {
  const { kysely } = database
  const remembered = new Map<string, Remembered>()
  let changes = 0

  return {
    async authenticate(key) {
      if (!KEY.test(key)) return undefined
      const hash = secretHash(key)
      const now = clock()
      const known = remembered.get(hash)
      if (known && known.until > now.getTime()) return known.caller
      remembered.delete(hash)
      const changesBefore = changes
      const row = await kysely
        .selectFrom('api_keys')
        .innerJoin('accounts', 'accounts.id', 'api_keys.account_id')
        .select(['api_keys.id', 'account_id', 'last_used_at', 'role', 'suspended_at'])
        .select(['api_keys.submits_per_minute as of_key', 'accounts.submits_per_minute as of_account'])
        .where('key_hash', '=', hash)
        .where('revoked_at', 'is', null)
        .executeTakeFirst()
      if (!row) return undefined
      const { id: keyId, account_id: accountId, role } = row
      const submitsPerMinute = { key: row.of_key, account: row.of_account }
      const caller = { accountId, keyId, role, suspended: row.suspended_at !== null, submitsPerMinute }
      // What changed while the database was asked may be what it answered with.
      if (changes === changesBefore) remember(hash, { caller, until: now.getTime() + REMEMBER_MS })
      noteUse(row.id, row.last_used_at, now)
      return caller
    },

    forget,
    ...openKeyBook(database, { clock, random, changed: forget }),
  }

  function forget(accountId: string): void {
    changes += 1
    for (const [hash, { caller }] of remembered) if (caller.accountId === accountId) remembered.delete(hash)
  }

  function remember(hash: string, entry: Remembered): void {
    const oldest = remembered.keys().next()
    if (remembered.size >= REMEMBERED_KEYS && !oldest.done) remembered.delete(oldest.value)
    remembered.set(hash, entry)
  }

  /** Not awaited: a request does not wait for its own footprint. */
  function noteUse(keyId: string, lastUsedAt: Date | null, now: Date): void {
    if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < LAST_USED_STEP_MS) return
    kysely
      .updateTable('api_keys')
      .set({ last_used_at: now })
      .where('id', '=', keyId)
      .execute()
      .catch((error: unknown) => log.warn({ err: error, keyId }, 'could not note the use of a key'))
  }
}
