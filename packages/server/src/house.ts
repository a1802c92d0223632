import { join } from 'node:path'
import { openAccountBook } from './accounts/account-book.ts'
import { type ApiKeyBook, openApiKeys } from './accounts/api-keys.ts'
import { openBilling } from './accounts/billing.ts'
import { ensureOwnerAccount, OWNER_ACCOUNT_ID } from './accounts/first-account.ts'
import { ensureFirstKey, type FirstKey } from './accounts/first-key.ts'
import { openLedger } from './accounts/ledger.ts'
import { openSubmitLimiter } from './accounts/submit-limiter.ts'
import { openTopUps } from './accounts/top-ups.ts'
import { requireCheckpointFolders } from './checkpoint-folders.ts'
import { checkpointEntries } from './checkpoints/checkpoint-entries.ts'
import { openCheckpointShelf } from './checkpoints/shelf.ts'
import type { Clock } from './clock.ts'
import { openConversions } from './conversions/conversions.ts'
import { convertClip } from './conversions/convert-clip.ts'
import { drawApart } from './drawings/drawing-process.ts'
import { openDrawings } from './drawings/drawings.ts'
import { ENGINE_MODULES, loadEngine, openEngineDirectory } from './engines/directory.ts'
import { ensureExampleFiles } from './examples/example-files.ts'
import type { RandomBytes } from './ids.ts'
import { openHistory } from './jobs/history.ts'
import { openJobStatistics } from './jobs/job-statistics.ts'
import { openLivePredictions } from './jobs/live-predictions.ts'
import { openPredictions } from './jobs/predictions.ts'
import { openQueue } from './jobs/queue.ts'
import { openUnservedJobs, watchUnservedJobs } from './jobs/unserved-jobs.ts'
import type { WorkerConfiguration, WorkerLimits } from './jobs/worker-messages.ts'
import { superviseWorker, type WorkerSupervisor } from './jobs/worker-supervisor.ts'
import type { Log } from './log.ts'
import type { House as HttpHouse } from './ports.ts'
import { requireProvider } from './provider-check.ts'
import type { Settings } from './settings.ts'
import { databaseAnswers } from './store/database/answers.ts'
import type { Database } from './store/database/database.ts'
import { type EmbeddedDatabase, openDatabase } from './store/database/open.ts'
import { openFileOwners } from './store/file-owners.ts'
import { openLocalFiles } from './store/local-files.ts'
import { openRetention, sweepHourly } from './store/retention.ts'
import { openUploads } from './store/uploads.ts'
import { VERSION } from './version.ts'
import { openVitals } from './vitals.ts'
import { type Deliverer, startDeliverer } from './webhooks/deliverer.ts'
import { openWebhooks } from './webhooks/delivery-log.ts'
import { openDeliveryQueue } from './webhooks/delivery-queue.ts'
import { openWebhookSecrets } from './webhooks/secrets.ts'

export interface HouseOptions {
  readonly clock: Clock
  readonly random: RandomBytes
  readonly log: Log
  /** Modules that export an `engine`, the preferred first; those that come with the server when absent. */
  readonly engineModules?: readonly string[]
  /** How often leases that ran out are looked for. */
  readonly reapMs?: number
  /** How long the worker may say nothing before it is replaced. */
  readonly workerSilenceMs?: number
  /** How long a worker may take to stop. */
  readonly workerStopLimitMs?: number
  readonly workerLimits?: WorkerLimits
}

/** Everything that one machine needs to serve, put together. */
export interface House extends HttpHouse {
  readonly database: EmbeddedDatabase
  readonly apiKeys: ApiKeyBook
  /** The account that the first key belongs to. */
  readonly ownerAccountId: string
  readonly firstKey: FirstKey
  /** Resolves with the reason when the house cannot go on: its database has ended. */
  readonly lost: Promise<Error>
  /** Starts the worker process and keeps it alive; without it jobs are taken in and wait. */
  startWorker(): WorkerSupervisor
  /** Starts to send the webhooks that are due; without it they wait. */
  startWebhooks(): Promise<Deliverer>
  /** Ends what was started here, and closes the database. */
  close(): Promise<void>
}

/**
 * Opens everything on a data folder: the database, the owner's account and key, the files. Jobs that a server before
 * this one was working on go back into the queue at once, since the folder is ours alone.
 * @throws StoreError when the data folder is in use or its database cannot be opened, SettingsError for a checkpoint folder
 * that is none, or an execution provider that cannot be used
 */
export async function openHouse(settings: Settings, options: HouseOptions): Promise<House> {
  await requireCheckpointFolders(settings)
  await requireProvider(settings.engine)
  const database = await openDatabase(settings.dataFolder)
  try {
    const firstKey = await admitOwner(database, settings, options)
    return await furnish(database, firstKey, settings, options)
  } catch (error) {
    await database.close()
    throw error
  }
}

async function admitOwner(database: Database, settings: Settings, { clock, random }: HouseOptions): Promise<FirstKey> {
  await ensureOwnerAccount(database, settings.startingCreditMicrodollars, clock)
  const { dataFolder, apiKey: configuredKey } = settings
  return ensureFirstKey(database, { accountId: OWNER_ACCOUNT_ID, dataFolder, configuredKey, clock, random })
}

async function furnish(
  database: EmbeddedDatabase,
  firstKey: FirstKey,
  settings: Settings,
  options: HouseOptions,
): Promise<House> {
  const { clock, random, log, engineModules = ENGINE_MODULES } = options
  const engines = await Promise.all(engineModules.map((moduleUrl) => loadEngine(moduleUrl, settings.engine)))
  const filesFolder = join(settings.dataFolder, 'files')
  const files = await openLocalFiles(filesFolder)
  await ensureExampleFiles(files)
  const predictions = await openPredictions(database, { clock, random, billing: settings.billing })
  const queue = openQueue(database)
  const apiKeys = openApiKeys(database, { clock, random, log })
  await queue.recoverAll()
  const secrets = openWebhookSecrets(database, { clock, random })
  const deliveryQueue = openDeliveryQueue(database)
  await deliveryQueue.recoverAll()
  const { retentionDays } = settings
  const stopSweeping = sweepHourly(openRetention(database, { retentionDays, files, clock }), log)
  const directory = openEngineDirectory(engines)
  const monotonicMs = (): number => performance.now()
  const stopWatching = watchUnservedJobs(openUnservedJobs(database, { engines: directory, monotonicMs }), log)
  let worker: WorkerSupervisor | undefined
  let deliverer: Promise<Deliverer> | undefined
  return {
    ...{ database, firstKey, predictions, files, ownerAccountId: OWNER_ACCOUNT_ID },
    history: openHistory(database, { clock, retentionDays, files, log }),
    ...{ apiKeys, keys: apiKeys, accounts: openAccountBook(database, { clock, random, changed: apiKeys.forget }) },
    topUps: openTopUps(database, { clock }),
    ledger: openLedger(database, { billing: settings.billing }),
    billing: openBilling(database),
    live: await openLivePredictions(database),
    uploads: openUploads(database, { clock, random, quotaBytes: settings.uploadQuotaBytes }),
    ...{ engines: directory, checkpoints: openCheckpointShelf(() => checkpointEntries(settings.engine), monotonicMs) },
    submits: openSubmitLimiter({ clock, submitsPerMinute: settings.submitsPerMinute }),
    webhooks: openWebhooks(database, secrets),
    vitals: openVitals({
      database: () => databaseAnswers(database),
      worker: () => worker?.isHeard() === true,
      ...{ dataFolder: settings.dataFolder, monotonicMs },
    }),
    statistics: openJobStatistics(database),
    ...{ fileOwners: openFileOwners(database), drawings: openDrawings({ files, draw: drawApart }) },
    conversions: openConversions({ files, convert: convertClip }),
    lost: database.lost,
    startWorker() {
      const configuration = workerConfiguration(settings, { ...options, engineModules, filesFolder })
      const { reapMs, workerSilenceMs: silenceMs, workerStopLimitMs: stopLimitMs } = options
      const limits = { reapMs, silenceMs, stopLimitMs }
      const scratchFolder = join(settings.dataFolder, 'scratch')
      worker ??= superviseWorker({ database, queue, random, log, configuration, scratchFolder, ...limits })
      return worker
    },
    startWebhooks() {
      const { allowedWebhookHosts: allowedHosts } = settings
      deliverer ??= startDeliverer({ database, queue: deliveryQueue, secrets, clock, random, log, allowedHosts })
      return deliverer
    },
    async close() {
      const stopDelivering = deliverer?.then((started) => started.stop())
      await Promise.all([worker?.stop(), stopDelivering, stopSweeping(), stopWatching()])
      await database.close()
    },
  }
}

function workerConfiguration(
  { maxUploadBytes, allowedSourceHosts, concurrency: accountConcurrency, engine: engineSettings }: Settings,
  options: Pick<HouseOptions, 'workerLimits'> & {
    readonly engineModules: readonly string[]
    readonly filesFolder: string
  },
): Omit<WorkerConfiguration, 'owner'> {
  const { engineModules, filesFolder, workerLimits: limits = {} } = options
  const software = `Retimbre ${VERSION}`
  const source = { maxSourceBytes: maxUploadBytes, allowedSourceHosts }
  return { filesFolder, engineModules, engineSettings, accountConcurrency, ...source, software, limits }
}
