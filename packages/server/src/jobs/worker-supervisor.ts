import { randomHex } from '../ids.ts'
import type { Queue } from './queue.ts'
import { startWatchdog } from './watchdog.ts'
import { startWorkerProcess, type WorkerProcess, type WorkerProcessOptions } from './worker-process.ts'

// A worker that cannot live is started again after 0.5, 1, 2 … 30 s; one that lived for a minute starts over at 0.5 s.
const FIRST_RESTART_MS = 500
const LAST_RESTART_MS = 30_000
const SETTLED_MS = 60_000

// 8 s: the worker's grace of 3 s and its engine's of 2 s twice, and still within the 10 s that container managers leave.
const STOP_LIMIT_MS = 8_000

// 5 s: a third of a lease, so a lost worker is noticed within four thirds of it.
const REAP_MS = 5_000

// 15 s, as long as a lease: a worker that hears nobody for so long would have lost its job anyway. The first word may
// take longer, because a busy machine starts processes slowly.
const SILENCE_MS = 15_000
const FIRST_WORD_MS = 60_000

/** Signs of life asked for within one limit of silence. */
const PINGS_PER_LIMIT = 5

export interface SupervisorOptions extends Omit<WorkerProcessOptions, 'owner'> {
  readonly queue: Queue
  readonly reapMs?: number | undefined
  /** How long a worker may say nothing. */
  readonly silenceMs?: number | undefined
  readonly stopLimitMs?: number | undefined
}

/** Keeps one worker process alive beside the server. */
export interface WorkerSupervisor {
  /** The process now running, if any. */
  readonly pid: number | undefined
  /** Whether the process lives, and gave a sign of life within the time that it may be silent. */
  isHeard(): boolean
  /** Lets the worker end its job or hand it back; kills it when that takes too long. Its jobs are in the queue then. */
  stop(): Promise<void>
}

interface Watched extends WorkerProcess {
  readonly owner: string
  /** It spoke, and then was silent for no longer than it may be. */
  readonly isHeard: () => boolean
  /** After the exit, once its jobs are back in the queue. */
  readonly cleared: Promise<void>
}

export function superviseWorker(options: SupervisorOptions): WorkerSupervisor {
  const { queue, log, reapMs = REAP_MS, silenceMs = SILENCE_MS, stopLimitMs = STOP_LIMIT_MS } = options
  let running: Watched | undefined
  let restartMs = FIRST_RESTART_MS
  let restartTimer: NodeJS.Timeout | undefined
  let stopping = false

  const launch = (): void => {
    const owner = `worker-${randomHex(options.random, 8)}`
    const worker = startWorkerProcess({ ...options, owner })
    const settled = setTimeout(() => {
      restartMs = FIRST_RESTART_MS
    }, SETTLED_MS)
    const { isHeard, stop: unwatch } = watch(worker, silenceMs, () => {
      log.error({ owner }, 'the worker fell silent and is killed')
      worker.kill()
    })
    void worker.exited.then(() => {
      clearTimeout(settled)
      unwatch()
    })
    running = { ...worker, owner, isHeard, cleared: clearAway(worker, owner) }
  }

  const clearAway = async ({ exited }: WorkerProcess, owner: string): Promise<void> => {
    await exited
    try {
      // Only this process gave out that name, and its bearer is dead: no need to wait for its leases to run out.
      await queue.recoverOwner(owner)
    } catch (error) {
      log.error({ err: error }, 'could not take back the jobs of a worker that ended')
    }
    running = undefined
    if (stopping) return
    log.warn({ owner, restartMs }, 'the worker ended and will be started again')
    restartTimer = setTimeout(launch, restartMs)
    restartMs = Math.min(restartMs * 2, LAST_RESTART_MS)
  }

  const reap = async (): Promise<void> => {
    try {
      const owners = await queue.recoverExpired()
      // Alive and without a heartbeat for a whole lease. Its token is void already; now its place is freed as well.
      if (running && owners.includes(running.owner)) running.kill()
    } catch (error) {
      log.error({ err: error }, 'could not look for leases that ran out')
    }
  }

  launch()
  const reaper = setInterval(reap, reapMs)

  return {
    get pid() {
      return running?.livingPid()
    },
    isHeard: () => running?.livingPid() !== undefined && running.isHeard(),
    async stop() {
      stopping = true
      clearInterval(reaper)
      clearTimeout(restartTimer)
      if (!running) return
      const { tell, kill, cleared } = running
      tell({ kind: 'stop' })
      const limit = setTimeout(kill, stopLimitMs)
      await cleared
      clearTimeout(limit)
    },
  }
}

interface Watch extends Pick<Watched, 'isHeard'> {
  stop(): void
}

/** Asks the worker for signs of life and tells when there are none. */
function watch(worker: WorkerProcess, silenceMs: number, onSilent: () => void): Watch {
  const pings = setInterval(() => worker.tell({ kind: 'ping' }), silenceMs / PINGS_PER_LIMIT)
  let spoken = false
  let watchdog = startWatchdog(Math.max(silenceMs, FIRST_WORD_MS), onSilent)
  worker.onSign(() => {
    if (!spoken) {
      watchdog.stop()
      watchdog = startWatchdog(silenceMs, onSilent)
    }
    spoken = true
    watchdog.feed()
  })
  return {
    // Who spoke once and falls silent is told to `onSilent`, and ends.
    isHeard: () => spoken,
    stop() {
      clearInterval(pings)
      watchdog.stop()
    },
  }
}
