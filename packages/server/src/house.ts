import { join } from 'node:path'
import { type ApiKeyBook, openApiKeys } from './accounts/api-keys.ts'
import { ensureOwnerAccount, OWNER_ACCOUNT_ID } from './accounts/first-account.ts'
import { ensureFirstKey, type FirstKey } from './accounts/first-key.ts'
import { openLedger } from './accounts/ledger.ts'
import type { Clock } from './clock.ts'
import { ENGINE_MODULES, loadEngine, openEngineDirectory } from './engines/directory.ts'
import type { RandomBytes } from './ids.ts'
import { openPredictions } from './jobs/predictions.ts'
import { openQueue } from './jobs/queue.ts'
import { superviseWorker, type WorkerSupervisor } from './jobs/worker-supervisor.ts'
import type { Log } from './log.ts'
import type { House as HttpHouse } from './ports.ts'
import type { Settings } from './settings.ts'
import { type EmbeddedDatabase, openDatabase } from './store/database/open.ts'
import { ensureExampleClip } from './store/example-clip.ts'
import { openLocalFiles } from './store/local-files.ts'
import { openRetention, sweepHourly } from './store/retention.ts'
import { openUploads } from './store/uploads.ts'
import { VERSION } from './version.ts'

export interface HouseOptions {
  readonly clock: Clock
  readonly random: RandomBytes
  readonly log: Log
  /** Modules that export an `engine`, the preferred first; those that come with the server when absent. */
  readonly engineModules?: readonly string[]
  /** How often leases that ran out are looked for. */
  readonly reapMs?: number
  /** How long a stopping worker lets its job go on. */
  readonly stopGraceMs?: number
}

/** Everything that one machine needs to serve, put together. */
export interface House extends HttpHouse {
  readonly database: EmbeddedDatabase
  readonly apiKeys: ApiKeyBook
  /** The account that the first key belongs to. */
  readonly ownerAccountId: string
  readonly firstKey: FirstKey
  /** Starts the worker process and keeps it alive; without it jobs are taken in and wait. */
  startWorker(): WorkerSupervisor
  /** Ends what was started here, and closes the database. */
  close(): Promise<void>
}

/** @throws StoreError when the data folder is in use or its database cannot be opened */
export async function openHouse(
  settings: Settings,
  { clock, random, log, engineModules, reapMs, stopGraceMs }: HouseOptions,
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
    const modules = engineModules ?? ENGINE_MODULES
    const engines = await Promise.all(modules.map(loadEngine))
    const filesFolder = join(settings.dataFolder, 'files')
    const files = await openLocalFiles(filesFolder)
    await ensureExampleClip(files)
    const queue = openQueue(database)
    // The folder is ours alone, so whoever held a lease is gone.
    await queue.recoverAll()
    const retention = openRetention(database, { retentionDays: settings.retentionDays, files, clock })
    const stopSweeping = sweepHourly(retention, log)
    let worker: WorkerSupervisor | undefined
    return {
      database,
      ownerAccountId: OWNER_ACCOUNT_ID,
      firstKey,
      apiKeys: openApiKeys(database, { clock, random, log }),
      predictions: await openPredictions(database, { clock, random, billing: settings.billing }),
      ledger: openLedger(database),
      uploads: openUploads(database, { clock, random }),
      files,
      engines: openEngineDirectory(engines),
      startWorker() {
        worker ??= superviseWorker({
          ...{ database, queue, random, log },
          configuration: {
            filesFolder,
            engineModules: modules,
            maxSourceBytes: settings.maxUploadBytes,
            allowedSourceHosts: settings.allowedSourceHosts,
            software: `Retimbre ${VERSION}`,
            ...(stopGraceMs !== undefined && { stopGraceMs }),
          },
          ...(reapMs !== undefined && { reapMs }),
        })
        return worker
      },
      async close() {
        await Promise.all([worker?.stop(), stopSweeping()])
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}
