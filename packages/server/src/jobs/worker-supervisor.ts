import { type ChildProcess, fork } from 'node:child_process'
import { childModule } from '@retimbre/media'
import { type RandomBytes, randomHex } from '../ids.ts'
import type { Log } from '../log.ts'
import { bridge, portEndpoint, processEndpoint } from '../store/database/endpoints.ts'
import type { EmbeddedDatabase } from '../store/database/open.ts'
import type { Queue } from './queue.ts'
import type { WorkerCommand, WorkerConfiguration, WorkerReport } from './worker-messages.ts'

// A worker that cannot live is started again after 0.5, 1, 2 … 30 s; one that lived for a minute starts over at 0.5 s.
const FIRST_RESTART_MS = 500
const LAST_RESTART_MS = 30_000
const SETTLED_MS = 60_000

// 15 s: the worker's own grace of 10 s, and the stores' and engines' ends.
const STOP_LIMIT_MS = 15_000

// 5 s: a third of a lease, so a lost worker is noticed within four thirds of it.
const REAP_MS = 5_000

export interface SupervisorOptions {
  readonly database: EmbeddedDatabase
  readonly queue: Queue
  readonly configuration: Omit<WorkerConfiguration, 'owner'>
  readonly random: RandomBytes
  readonly log: Log
  readonly reapMs?: number | undefined
}

/** Keeps one worker process alive beside the server. */
export interface WorkerSupervisor {
  /** The process now running, if any. */
  readonly pid: number | undefined
  /** Lets the worker end its job or hand it back; kills it when that takes too long. */
  stop(): Promise<void>
}

interface Running {
  readonly child: ChildProcess
  readonly owner: string
  readonly exited: Promise<void>
}

interface Watched extends Running {
  /** After the exit, once its jobs are back in the queue. */
  readonly cleared: Promise<void>
}

export function superviseWorker(options: SupervisorOptions): WorkerSupervisor {
  const { queue, log, reapMs = REAP_MS } = options
  let running: Watched | undefined
  let restartMs = FIRST_RESTART_MS
  let restartTimer: NodeJS.Timeout | undefined
  let stopping = false

  const launch = (): void => {
    const settled = setTimeout(() => {
      restartMs = FIRST_RESTART_MS
    }, SETTLED_MS)
    const worker = startProcess(options)
    running = { ...worker, cleared: clearAway(worker).finally(() => clearTimeout(settled)) }
  }

  const clearAway = async ({ owner, exited }: Running): Promise<void> => {
    await exited
    running = undefined
    try {
      // Only this process gave out that name, and its bearer is dead: no need to wait for its leases to run out.
      await queue.recoverOwner(owner)
    } catch (error) {
      log.error({ err: error }, 'could not take back the jobs of a worker that ended')
    }
    if (stopping) return
    log.warn({ owner, restartMs }, 'the worker ended and will be started again')
    restartTimer = setTimeout(launch, restartMs)
    restartMs = Math.min(restartMs * 2, LAST_RESTART_MS)
  }

  const reap = async (): Promise<void> => {
    try {
      const owners = await queue.recoverExpired()
      // Alive and silent for a whole lease: frozen. Its token is void already; now its place is freed as well.
      if (running && owners.includes(running.owner)) running.child.kill('SIGKILL')
    } catch (error) {
      log.error({ err: error }, 'could not look for leases that ran out')
    }
  }

  launch()
  const reaper = setInterval(reap, reapMs)

  return {
    get pid() {
      return running?.child.pid
    },
    async stop() {
      stopping = true
      clearInterval(reaper)
      clearTimeout(restartTimer)
      if (!running) return
      const { child, cleared } = running
      if (child.connected) child.send({ kind: 'stop' } satisfies WorkerCommand, () => {})
      const limit = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS)
      await cleared
      clearTimeout(limit)
    },
  }
}

function startProcess({ database, configuration, random, log }: SupervisorOptions): Running {
  const owner = `worker-${randomHex(random, 8)}`
  const { path, execArgv } = childModule('./worker-main', import.meta.url)
  const child = fork(path, { execArgv: [...execArgv], serialization: 'advanced' })
  bridge(portEndpoint(database.connectPeer()), processEndpoint(child))
  child.on('message', (report: WorkerReport) => {
    if (report.kind === 'log') log[report.level](report.fields, report.message)
  })
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve())
    child.once('error', (error) => {
      log.error({ err: error }, 'the worker process could not be started')
      if (child.pid === undefined) resolve()
    })
  })
  child.send({ kind: 'start', configuration: { ...configuration, owner } } satisfies WorkerCommand, () => {})
  return { child, owner, exited }
}
