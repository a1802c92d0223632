import { type ChildProcess, fork } from 'node:child_process'
import { childModule } from '@retimbre/media'
import type { Engine, EngineCapabilities, RenderEvent, RenderRequest } from '../engines/port.ts'
import { JobError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { EngineAnswer, EngineCommand } from './engine-messages.ts'
import { openMailbox } from './mailbox.ts'

// 5 s: an engine stops within one step, and the slowest step measured takes about that long on a small machine. After
// it the process is killed, which costs the next job a cold start and nothing else.
const ABORT_GRACE_MS = 5_000

// Native libraries leak slowly; a fresh process every 200 jobs bounds that at the price of one start, about half a second.
const JOBS_PER_PROCESS = 200

// 3 GiB: twice what the embedded engine needs for the longest clip. A process that has grown past it is replaced.
const MAX_RESIDENT_BYTES = 3 * 2 ** 30

export interface EngineHostOptions {
  readonly log: Log
  readonly abortGraceMs?: number
  readonly jobsPerProcess?: number
  readonly maxResidentBytes?: number
}

/** An engine in a process of its own: it blocks its event loop while it renders, and its crash costs one attempt. */
export interface EngineHost extends Engine {
  /** The process now running, if any. */
  readonly pid: number | undefined
  close(): Promise<void>
}

/**
 * Starts the process when it is first needed, and again after it ended for whatever reason. A render whose process goes
 * away throws JobError `engine_lost`; one that is aborted throws the signal's reason.
 */
export function openEngineHost(moduleUrl: string, options: EngineHostOptions): EngineHost {
  const { log, abortGraceMs = ABORT_GRACE_MS } = options
  const { jobsPerProcess = JOBS_PER_PROCESS, maxResidentBytes = MAX_RESIDENT_BYTES } = options
  let child: ChildProcess | undefined
  let jobsDone = 0
  let lastId = 0

  const running = (): ChildProcess => {
    child ??= start()
    return child
  }

  const start = (): ChildProcess => {
    const { path, execArgv } = childModule('./engine-main', import.meta.url)
    const process = fork(path, [moduleUrl], { execArgv: [...execArgv], serialization: 'advanced' })
    process.on('error', (error) => log.error({ err: error, moduleUrl }, 'the engine process could not be reached'))
    process.once('exit', (code, signal) => {
      if (child === process) child = undefined
      log.debug({ moduleUrl, code, signal }, 'the engine process ended')
    })
    jobsDone = 0
    return process
  }

  const retire = (process: ChildProcess): void => {
    if (child === process) child = undefined
    if (process.connected) process.disconnect()
  }

  /** Sends one command and gives its answers, until the process ends. */
  const converse = (process: ChildProcess, command: EngineCommand): AsyncGenerator<EngineAnswer, void> => {
    const mailbox = openMailbox<EngineAnswer>()
    const onMessage = (message: EngineAnswer): void => {
      if (message.id === command.id) mailbox.put(message)
    }
    const onExit = (): void => mailbox.end()
    process.on('message', onMessage)
    process.once('exit', onExit)
    process.send(command, (error) => error && mailbox.end())
    return mailbox.take(() => {
      process.off('message', onMessage)
      process.off('exit', onExit)
    })
  }

  return {
    get pid() {
      return child?.pid
    },

    async capabilities(): Promise<EngineCapabilities> {
      lastId += 1
      for await (const answer of converse(running(), { kind: 'capabilities', id: lastId })) {
        if (answer.kind === 'capabilities') return answer.capabilities
        if (answer.kind === 'failed') throw new JobError(answer.failure.code, { reason: answer.failure.reason })
      }
      throw new JobError('engine_lost')
    },

    async *render(request: RenderRequest, signal: AbortSignal): AsyncGenerator<RenderEvent, void> {
      signal.throwIfAborted()
      lastId += 1
      const id = lastId
      const process = running()
      let killTimer: NodeJS.Timeout | undefined
      let over = false
      const abort = (): void => {
        if (process.connected) process.send({ kind: 'abort', id } satisfies EngineCommand, () => {})
        killTimer = setTimeout(() => process.kill('SIGKILL'), abortGraceMs)
      }
      signal.addEventListener('abort', abort, { once: true })
      try {
        for await (const answer of converse(process, { kind: 'render', id, request })) {
          if (answer.kind === 'event' && !signal.aborted) yield answer.event
          if (answer.kind !== 'ended' && answer.kind !== 'failed') continue
          over = true
          jobsDone += 1
          if (jobsDone >= jobsPerProcess || answer.residentBytes > maxResidentBytes) retire(process)
          signal.throwIfAborted()
          if (answer.kind === 'ended') return
          throw new JobError(answer.failure.code, { reason: answer.failure.reason })
        }
        over = true
        signal.throwIfAborted()
        throw new JobError('engine_lost')
      } finally {
        // The reader lost interest without an abort, so nobody will wait for this render to stop.
        if (!over) process.kill('SIGKILL')
        clearTimeout(killTimer)
        signal.removeEventListener('abort', abort)
      }
    },

    async close() {
      const process = child
      if (!process) return
      const ended = new Promise<void>((resolve) => process.once('exit', () => resolve()))
      retire(process)
      const killTimer = setTimeout(() => process.kill('SIGKILL'), abortGraceMs)
      await ended
      clearTimeout(killTimer)
    },
  }
}
