/** The worker process: leases jobs from the database of the server that started it. */

import { decode, prepareEncoder } from '@retimbre/media'
import { chooseEngine } from '../engines/choose-engine.ts'
import type { Engine, RenderRequest } from '../engines/port.ts'
import { systemRandom } from '../ids.ts'
import type { Log } from '../log.ts'
import { fetchSource } from '../sources/fetch-source.ts'
import { connectDatabase } from '../store/database/database.ts'
import { processEndpoint } from '../store/database/endpoints.ts'
import { connectLocalFiles } from '../store/local-files.ts'
import { CANCELLED_CHANNEL, CREATED_CHANNEL } from './channels.ts'
import { keepDecoded } from './decoded-clips.ts'
import { type EngineHost, openEngineHost } from './engine-host.ts'
import { giveWay } from './give-way.ts'
import { performJob } from './perform.ts'
import { openQueue } from './queue.ts'
import { startWorker, type Worker } from './worker.ts'
import type { LogLine, WorkerCommand, WorkerConfiguration, WorkerReport } from './worker-messages.ts'

// 5 of 19: the codecs, which run as children of this process, come after HTTP and the database, and before the engines.
const WORKER_NICENESS = 5

giveWay(WORKER_NICENESS)
// The server decides when this process ends; a Ctrl-C at the terminal reaches the whole group.
process.on('SIGINT', () => {})
// Nothing can be reported or stored without the server, and an engine deep in a step would not notice.
process.on('disconnect', () => {
  for (const host of hosts) host.kill()
  process.exit(1)
})

const log = reportingLog()
let hosts: readonly EngineHost[] = []
let started: Promise<Worker> | undefined

process.on('message', (command: WorkerCommand) => {
  if (command.kind === 'start') started ??= start(command.configuration)
  if (command.kind === 'stop') void stop()
  if (command.kind === 'ping') report({ kind: 'alive' })
})
process.on('SIGTERM', () => void stop())

async function start(configuration: WorkerConfiguration): Promise<Worker> {
  const { owner, engineModules, engineSettings: settings, filesFolder, accountConcurrency, limits } = configuration
  const database = connectDatabase(processEndpoint(process))
  const files = connectLocalFiles(filesFolder)
  hosts = engineModules.map((moduleUrl) => openEngineHost(moduleUrl, { settings, log, limits: limits.engine }))
  const tools = {
    ...configuration,
    ...{ files, fetchSource, decode: keepDecoded(decode), prepareEncoder, random: systemRandom },
    engineFor: (request: Pick<RenderRequest, 'model' | 'checkpoint'>) => chooseEngine(hosts, request),
    monotonicMs: () => performance.now(),
  }
  const worker = startWorker({
    ...{ owner, log, random: systemRandom, queue: openQueue(database, { accountConcurrency }) },
    models: () => modelsOf(hosts),
    perform: (request, signal) => performJob(request, tools, signal),
    ...{ stopGraceMs: limits.stopGraceMs, jobLimitMs: limits.jobLimitMs },
    discard: async (outputs) => void (await Promise.all(outputs.map(files.delete))),
  })
  await database.listen(CREATED_CHANNEL, worker.wake)
  await database.listen(CANCELLED_CHANNEL, worker.cancelled)
  // A job that was submitted before the ear was open.
  worker.wake()
  return worker
}

async function stop(): Promise<void> {
  const worker = await started
  await worker?.stop()
  await Promise.all(hosts.map((host) => host.close()))
  process.exit(0)
}

async function modelsOf(engines: readonly Engine[]): Promise<readonly string[]> {
  const offers = await Promise.all(engines.map((engine) => engine.capabilities()))
  return [...new Set(offers.flatMap(({ models }) => models))]
}

function report(message: WorkerReport): void {
  if (process.connected) process.send?.(message, undefined, undefined, () => {})
}

/** One log for the whole service: the server writes it. */
function reportingLog(): Log {
  const at =
    (level: LogLine['level']) =>
    (fields: object, message: string): void => {
      const entries = Object.entries(fields).map(([name, value]) => [
        name,
        value instanceof Error ? plain(value) : value,
      ])
      report({ kind: 'log', level, fields: Object.fromEntries(entries), message })
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

/** An error as values that pass between processes whatever it carries. */
function plain(error: Error): object {
  const { name, message, stack, cause } = error
  const because = cause instanceof Error ? cause.message : cause
  return { type: name, message, stack, ...(because !== undefined && { cause: String(because) }) }
}
