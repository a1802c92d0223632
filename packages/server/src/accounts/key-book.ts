import type { Selectable, Transaction } from 'kysely'
import type { Clock } from '../clock.ts'
import { ServerError } from '../errors.ts'
import { type RandomBytes, randomHex } from '../ids.ts'
import type { Caller } from '../ports.ts'
import type { Database } from '../store/database/database.ts'
import type { ApiKeyTable, Tables } from '../store/database/tables.ts'
import { secretHash } from '../store/secret-hash.ts'
import { type Limits, limitColumns, limitsOf } from './limits.ts'
import { keyPrefix, newKey } from './new-key.ts'

// 100: one for every device and program of a household or a small firm; more is a program that went wrong.
const MAX_KEYS = 100

const NO_LIMITS: Limits = { concurrency: null, submitsPerMinute: null }

/** What is known of a key. Its text is known to whoever made it, once. */
export interface KeyRecord {
  readonly keyId: string
  readonly accountId: string
  readonly name: string
  /** How it begins; empty when that was not kept. */
  readonly prefix: string
  readonly createdAt: Date
  /** To the minute. */
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
  /** Beside those of its account, which hold as well. */
  readonly limits: Limits
}

/** A key that was just made: the only time that its text is known. */
export interface NewKey extends KeyRecord {
  readonly key: string
}

/** The keys, as those see them who manage them. */
export interface KeyBook {
  /**
   * @param limits none of its own when absent
   * @throws ServerError `account_not_found`, or `too_many_keys` when the account has as many as it may have
   */
  create(accountId: string, name: string, limits?: Limits): Promise<NewKey>
  /**
   * The same for the account's own hands: the new key has the limits of the key that made it, which would be none if
   * one could make another without.
   */
  createOwn(caller: Pick<Caller, 'accountId' | 'keyId'>, name: string): Promise<NewKey>
  /** The oldest first, revoked ones among them; of every account when none is named. */
  list(accountId?: string): Promise<readonly KeyRecord[]>
  /**
   * Takes effect here at once, in other processes within ten seconds. Revoking twice is the same as once.
   * @throws ServerError `key_not_found` for an unknown key; `configured_key` for the one in the environment, which would
   * open again at the next start
   */
  revoke(keyId: string): Promise<KeyRecord>
  /**
   * The same for the account's own hands, which must not shut themselves out.
   * @throws ServerError `key_not_found` also for another account's key, `last_key` for the only one that is left
   */
  revokeOwn(accountId: string, keyId: string): Promise<KeyRecord>
  /** Both at once: what is null afterwards is the server's default. @throws ServerError `key_not_found` */
  setLimits(keyId: string, limits: Limits): Promise<KeyRecord>
}

interface Options {
  readonly clock: Clock
  readonly random: RandomBytes
  /** Called when a key was revoked, so that whoever remembers it forgets it. */
  readonly changed: (accountId: string) => void
}

export function openKeyBook(database: Database, { clock, random, changed }: Options): KeyBook {
  const revoking = async (
    keyId: string,
    allow: (transaction: Transaction<Tables>, key: Selectable<ApiKeyTable>) => Promise<void>,
  ): Promise<KeyRecord> => {
    const record = await database.transaction(async (transaction) => {
      const read = () => transaction.selectFrom('api_keys').selectAll().where('id', '=', keyId).executeTakeFirst()
      const owner = await read()
      if (owner) await lockAccount(transaction, owner.account_id)
      // Read again, for it may have changed while this waited.
      const key = owner && (await read())
      if (!key) throw new ServerError('key_not_found')
      await allow(transaction, key)
      if (key.revoked_at) return recordOf(key)
      if (key.origin === 'environment') throw new ServerError('configured_key')
      const revokedAt = clock()
      await transaction.updateTable('api_keys').set({ revoked_at: revokedAt }).where('id', '=', keyId).execute()
      return recordOf({ ...key, revoked_at: revokedAt })
    })
    changed(record.accountId)
    return record
  }

  const create = (accountId: string, name: string, limits: Limits = NO_LIMITS): Promise<NewKey> =>
    database.transaction(async (transaction) => {
      await lockAccount(transaction, accountId)
      if ((await activeKeys(transaction, accountId)).length >= MAX_KEYS) {
        throw new ServerError('too_many_keys', { limit: String(MAX_KEYS) })
      }
      const key = newKey(random)
      const row = await transaction
        .insertInto('api_keys')
        .values({
          id: randomHex(random, 16),
          account_id: accountId,
          name,
          key_hash: secretHash(key),
          prefix: keyPrefix(key),
          origin: 'created',
          created_at: clock(),
          ...limitColumns(limits),
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      return { ...recordOf(row), key }
    })

  return {
    create,
    async createOwn({ accountId, keyId }, name) {
      const maker = await database.kysely
        .selectFrom('api_keys')
        .select(['concurrency', 'submits_per_minute'])
        .where('id', '=', keyId)
        .executeTakeFirst()
      return create(accountId, name, maker && limitsOf(maker))
    },
    async list(accountId) {
      const all = database.kysely.selectFrom('api_keys').selectAll().orderBy('created_at').orderBy('id')
      const rows = await (accountId === undefined ? all : all.where('account_id', '=', accountId)).execute()
      return rows.map(recordOf)
    },
    revoke: (keyId) => revoking(keyId, async () => {}),
    revokeOwn: (accountId, keyId) =>
      revoking(keyId, async (transaction, key) => {
        if (key.account_id !== accountId) throw new ServerError('key_not_found')
        const active = await activeKeys(transaction, accountId)
        if (active.every(({ id }) => id === keyId)) throw new ServerError('last_key')
      }),
    async setLimits(keyId, limits) {
      const row = await database.kysely
        .updateTable('api_keys')
        .set(limitColumns(limits))
        .where('id', '=', keyId)
        .returningAll()
        .executeTakeFirst()
      if (!row) throw new ServerError('key_not_found')
      changed(row.account_id)
      return recordOf(row)
    },
  }
}

/** Held until the transaction ends: of two who change an account's keys at the same moment, the second sees the first. */
async function lockAccount(transaction: Transaction<Tables>, accountId: string): Promise<void> {
  const account = await transaction
    .selectFrom('accounts')
    .select('id')
    .where('id', '=', accountId)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!account) throw new ServerError('account_not_found')
}

function activeKeys(transaction: Transaction<Tables>, accountId: string) {
  return transaction
    .selectFrom('api_keys')
    .select('id')
    .where('account_id', '=', accountId)
    .where('revoked_at', 'is', null)
    .execute()
}

function recordOf(row: Selectable<ApiKeyTable>): KeyRecord {
  return {
    keyId: row.id,
    accountId: row.account_id,
    name: row.name,
    prefix: row.prefix,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
    limits: limitsOf(row),
  }
}
