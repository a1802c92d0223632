/** The worker process: leases jobs from the database of the server that started it. */

import { decode, encode } from '@retimbre/media'
import type { Engine } from '../engines/port.ts'
import { systemRandom } from '../ids.ts'
import type { Log } from '../log.ts'
import { fetchSource } from '../sources/fetch-source.ts'
import { connectDatabase } from '../store/database/database.ts'
import { processEndpoint } from '../store/database/endpoints.ts'
import { connectLocalFiles } from '../store/local-files.ts'
import { CREATED_CHANNEL } from './channels.ts'
import { type EngineHost, openEngineHost } from './engine-host.ts'
import { giveWay } from './give-way.ts'
import { performJob } from './perform.ts'
import { openQueue } from './queue.ts'
import { startWorker, type Worker } from './worker.ts'
import type { WorkerCommand, WorkerConfiguration, WorkerReport } from './worker-messages.ts'

// 5 of 19: the codecs, which run as children of this process, come after HTTP and the database, and before the engines.
const WORKER_NICENESS = 5

giveWay(WORKER_NICENESS)
// The server decides when this process ends; a Ctrl-C at the terminal reaches the whole group.
process.on('SIGINT', () => {})
// Nothing can be reported or stored without the server.
process.on('disconnect', () => process.exit(1))

const log = reportingLog()
let started: Promise<{ readonly worker: Worker; readonly hosts: readonly EngineHost[] }> | undefined

process.on('message', (command: WorkerCommand) => {
  if (command.kind === 'start') started ??= start(command.configuration)
  if (command.kind === 'stop') void stop()
})
process.on('SIGTERM', () => void stop())

async function start(configuration: WorkerConfiguration): ReturnType<() => NonNullable<typeof started>> {
  const { owner, engineModules, filesFolder } = configuration
  const database = connectDatabase(processEndpoint(process))
  const files = connectLocalFiles(filesFolder)
  const hosts = engineModules.map((moduleUrl) => openEngineHost(moduleUrl, { log }))
  const tools = {
    ...configuration,
    ...{ files, fetchSource, decode, encode, random: systemRandom },
    engineFor: (model: string) => engineFor(hosts, model),
    monotonicMs: () => performance.now(),
  }
  const worker = startWorker({
    ...{ owner, log, random: systemRandom, queue: openQueue(database) },
    models: () => modelsOf(hosts),
    perform: (request, signal) => performJob(request, tools, signal),
    stopGraceMs: configuration.stopGraceMs,
    discard: async (outputs) => void (await Promise.all(outputs.map(files.delete))),
  })
  await database.listen(CREATED_CHANNEL, worker.wake)
  // A job that was submitted before the ear was open.
  worker.wake()
  return { worker, hosts }
}

async function stop(): Promise<void> {
  const running = await started
  await running?.worker.stop()
  await Promise.all((running?.hosts ?? []).map((host) => host.close()))
  process.exit(0)
}

async function modelsOf(engines: readonly Engine[]): Promise<readonly string[]> {
  const offers = await Promise.all(engines.map((engine) => engine.capabilities()))
  return [...new Set(offers.flatMap(({ models }) => models))]
}

async function engineFor(engines: readonly Engine[], model: string): Promise<Engine | undefined> {
  for (const engine of engines) {
    if ((await engine.capabilities()).models.includes(model)) return engine
  }
  return undefined
}

/** One log for the whole service: the server writes it. */
function reportingLog(): Log {
  const report =
    (level: WorkerReport['level']) =>
    (fields: object, message: string): void => {
      const entries = Object.entries(fields).map(([name, value]) => [
        name,
        value instanceof Error ? plain(value) : value,
      ])
      const line: WorkerReport = { kind: 'log', level, fields: Object.fromEntries(entries), message }
      if (process.connected) process.send?.(line, undefined, undefined, () => {})
    }
  return { debug: report('debug'), info: report('info'), warn: report('warn'), error: report('error') }
}

/** An error as values that pass between processes whatever it carries. */
function plain(error: Error): object {
  const { name, message, stack, cause } = error
  return { type: name, message, stack, ...(cause instanceof Error && { cause: cause.message }) }
}
