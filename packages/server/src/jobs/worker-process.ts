import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { childModule } from '@retimbre/media'
import type { RandomBytes } from '../ids.ts'
import type { Log } from '../log.ts'
import { bridge, portEndpoint, processEndpoint } from '../store/database/endpoints.ts'
import type { EmbeddedDatabase } from '../store/database/open.ts'
import { childEnvironment } from './child-environment.ts'
import type { WorkerCommand, WorkerConfiguration, WorkerReport } from './worker-messages.ts'

export interface WorkerProcessOptions {
  readonly owner: string
  readonly database: EmbeddedDatabase
  readonly configuration: Omit<WorkerConfiguration, 'owner'>
  /** Where the worker and its codecs keep what they need for a moment; emptied at every start. */
  readonly scratchFolder: string
  readonly random: RandomBytes
  readonly log: Log
}

/** One life of a worker process, with all that it started itself: its engines and the codecs. */
export interface WorkerProcess {
  /** `undefined` once it has ended. */
  livingPid(): number | undefined
  /** Resolves when it is gone, also when it never came to be; what it started is being killed then. */
  readonly exited: Promise<void>
  tell(command: WorkerCommand): void
  /** `handler` is called for whatever the worker says. */
  onSign(handler: () => void): void
  /** Ends it at once, with all that it started. */
  kill(): void
}

// A group of its own, so that one signal reaches the engines too, even when the worker cannot pass it on. Windows has no
// such groups; there the engines end when they notice that the worker is gone.
const OWN_GROUP = process.platform !== 'win32'

export function startWorkerProcess(options: WorkerProcessOptions): WorkerProcess {
  const { owner, database, configuration, log } = options
  const { path, execArgv } = childModule('./worker-main', import.meta.url)
  const env = { ...childEnvironment(process.env), ...emptyScratchFolder(options) }
  const child = fork(path, { execArgv: [...execArgv], env, serialization: 'advanced', detached: OWN_GROUP })
  bridge(portEndpoint(database.connectPeer()), processEndpoint(child))
  child.on('message', (report: WorkerReport) => {
    if (report.kind === 'log') log[report.level](report.fields, report.message)
  })
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => {
      killGroup(child)
      resolve()
    })
    child.once('error', (error) => {
      log.error({ err: error }, 'the worker process could not be started')
      if (child.pid === undefined) resolve()
    })
  })
  const tell = (command: WorkerCommand): void => {
    if (child.pid !== undefined && child.connected) child.send(command, () => {})
  }
  tell({ kind: 'start', configuration: { ...configuration, owner } })
  return {
    livingPid: () => (isOver(child) ? undefined : child.pid),
    exited,
    tell,
    onSign: (handler) => void child.on('message', handler),
    kill: () => {
      if (!isOver(child)) killGroup(child)
    },
  }
}

/**
 * A folder of the worker's own, because it and its codecs can be killed at any moment and then leave a caller's clip there.
 * Returns the variables that lead to it; none where it cannot be had, and the system's folder must do.
 */
function emptyScratchFolder({ scratchFolder, log }: WorkerProcessOptions): NodeJS.ProcessEnv {
  try {
    rmSync(scratchFolder, { recursive: true, force: true, maxRetries: 5 })
    mkdirSync(scratchFolder, { recursive: true, mode: 0o700 })
    return { TMPDIR: scratchFolder, TEMP: scratchFolder, TMP: scratchFolder }
  } catch (error) {
    log.warn({ err: error }, 'the folder for what is needed for a moment could not be emptied')
    return {}
  }
}

function isOver({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null
}

/** The group lives on while any of its members does, so its number belongs to nobody else. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return
  if (!OWN_GROUP) {
    child.kill('SIGKILL')
    return
  }
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // The last of the group has just ended.
  }
}
