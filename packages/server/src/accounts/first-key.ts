import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Selectable } from 'kysely'
import type { Clock } from '../clock.ts'
import { type RandomBytes, randomHex } from '../ids.ts'
import type { Database } from '../store/database/database.ts'
import type { ApiKeyTable } from '../store/database/tables.ts'
import { writeSecretFile } from '../store/secret-file.ts'
import { secretHash } from '../store/secret-hash.ts'
import { keyPrefix, newKey } from './new-key.ts'

/** Holds the generated key in clear, readable by the owner of the folder alone, so that each start can show it. */
const CONSOLE_KEY_FILE = 'console-key'

export interface FirstKey {
  /** A key that works, to be shown at start; `undefined` when its text is not known to this server. */
  readonly key: string | undefined
  /** No key but the one this server made up itself: nobody chose to let others in. */
  readonly onlyGenerated: boolean
}

interface Options {
  readonly accountId: string
  readonly dataFolder: string
  /** From the environment; replaces the one that was there at the last start. */
  readonly configuredKey: string | undefined
  readonly clock: Clock
  readonly random: RandomBytes
}

/** Called at every start: afterwards at least one key opens the owner's account. */
export async function ensureFirstKey(database: Database, options: Options): Promise<FirstKey> {
  const { configuredKey, dataFolder } = options
  await replaceConfiguredKey(database, options)
  let keys = await activeKeys(database)
  if (!keys.some(({ account_id }) => account_id === options.accountId)) {
    const key = newKey(options.random)
    await writeSecretFile(join(dataFolder, CONSOLE_KEY_FILE), `${key}\n`)
    await insertKey(database, options, 'console', 'generated', key)
    keys = await activeKeys(database)
  }
  const consoleKey = await recallConsoleKey(dataFolder)
  const consoleKeyHash = consoleKey && secretHash(consoleKey)
  const consoleKeyWorks = keys.some(({ key_hash }) => key_hash === consoleKeyHash)
  return {
    key: configuredKey ?? (consoleKeyWorks ? consoleKey : undefined),
    onlyGenerated: configuredKey === undefined && keys.every(({ origin }) => origin === 'generated'),
  }
}

async function activeKeys(
  database: Database,
): Promise<readonly Pick<Selectable<ApiKeyTable>, 'account_id' | 'key_hash' | 'origin'>[]> {
  return database.kysely
    .selectFrom('api_keys')
    .select(['account_id', 'key_hash', 'origin'])
    .where('revoked_at', 'is', null)
    .execute()
}

/** The key in the environment is the only one of its kind: changing or removing it there shuts the old one out. */
async function replaceConfiguredKey(database: Database, options: Options): Promise<void> {
  const { configuredKey, clock } = options
  const hash = configuredKey === undefined ? '' : secretHash(configuredKey)
  await database.kysely
    .updateTable('api_keys')
    .set({ revoked_at: clock() })
    .where('origin', '=', 'environment')
    .where('key_hash', '<>', hash)
    .where('revoked_at', 'is', null)
    .execute()
  if (configuredKey === undefined) return
  const reopened = await database.kysely
    .updateTable('api_keys')
    .set({ revoked_at: null })
    .where('key_hash', '=', hash)
    .returning('id')
    .executeTakeFirst()
  if (!reopened) await insertKey(database, options, 'RETIMBRE_API_KEY', 'environment', configuredKey)
}

async function insertKey(
  database: Database,
  { accountId, clock, random }: Options,
  name: string,
  origin: 'generated' | 'environment',
  key: string,
): Promise<void> {
  await database.kysely
    .insertInto('api_keys')
    .values({
      id: randomHex(random, 16),
      account_id: accountId,
      name,
      key_hash: secretHash(key),
      prefix: keyPrefix(key, origin === 'environment'),
      origin,
      created_at: clock(),
    })
    .execute()
}

async function recallConsoleKey(dataFolder: string): Promise<string | undefined> {
  try {
    return (await readFile(join(dataFolder, CONSOLE_KEY_FILE), 'utf8')).trim()
  } catch {
    return undefined
  }
}
