import { join } from 'node:path'
import { type ApiKeyBook, openApiKeys } from './accounts/api-keys.ts'
import { ensureOwnerAccount, OWNER_ACCOUNT_ID } from './accounts/first-account.ts'
import { ensureFirstKey, type FirstKey } from './accounts/first-key.ts'
import { openLedger } from './accounts/ledger.ts'
import type { Clock } from './clock.ts'
import { ENGINE_MODULES, loadEngine, openEngineDirectory } from './engines/directory.ts'
import type { RandomBytes } from './ids.ts'
import { openPredictions } from './jobs/predictions.ts'
import type { Log } from './log.ts'
import type { House as HttpHouse } from './ports.ts'
import type { Settings } from './settings.ts'
import { type EmbeddedDatabase, openDatabase } from './store/database/open.ts'
import { openLocalFiles } from './store/local-files.ts'
import { openUploads } from './store/uploads.ts'

export interface HouseOptions {
  readonly clock: Clock
  readonly random: RandomBytes
  readonly log: Log
  /** Modules that export an `engine`, the preferred first; those that come with the server when absent. */
  readonly engineModules?: readonly string[]
}

/** Everything that one machine needs to serve, put together. */
export interface House extends HttpHouse {
  readonly database: EmbeddedDatabase
  readonly apiKeys: ApiKeyBook
  /** The account that the first key belongs to. */
  readonly ownerAccountId: string
  readonly firstKey: FirstKey
  close(): Promise<void>
}

/** @throws StoreError when the data folder is in use or its database cannot be opened */
export async function openHouse(
  settings: Settings,
  { clock, random, log, engineModules }: HouseOptions,
): Promise<House> {
  const database = await openDatabase(settings.dataFolder)
  try {
    await ensureOwnerAccount(database, settings.startingCreditMicrodollars, clock)
    const firstKey = await ensureFirstKey(database, {
      accountId: OWNER_ACCOUNT_ID,
      dataFolder: settings.dataFolder,
      configuredKey: settings.apiKey,
      clock,
      random,
    })
    const engines = await Promise.all((engineModules ?? ENGINE_MODULES).map(loadEngine))
    return {
      database,
      ownerAccountId: OWNER_ACCOUNT_ID,
      firstKey,
      apiKeys: openApiKeys(database, { clock, random, log }),
      predictions: await openPredictions(database, { clock, random, billing: settings.billing }),
      ledger: openLedger(database),
      uploads: openUploads(database, { clock, random }),
      files: await openLocalFiles(join(settings.dataFolder, 'files')),
      engines: openEngineDirectory(engines),
      close: () => database.close(),
    }
  } catch (error) {
    await database.close()
    throw error
  }
}
