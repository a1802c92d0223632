import type { Engine, EngineCapabilities, RenderEvent, RenderRequest } from '../engines/port.ts'
import type { EngineSettings } from '../engines/settings.ts'
import { JobError } from '../errors.ts'
import type { Log } from '../log.ts'
import type { EngineFailure } from './engine-messages.ts'
import { type EngineProcess, startEngineProcess } from './engine-process.ts'
import { machineMemoryBytes } from './own-memory.ts'
import { evaluationsPerStep } from './render-work.ts'

// 2 s: an engine stops within one step, most of which are shorter. Killing it costs the next job a cold start and nothing
// else; waiting longer would outlast the time that a process manager gives a service to stop.
const ABORT_GRACE_MS = 2_000

// 5 min for each time that a step asks the model: progress is due at every step, and the process computes without a word
// until then. One evaluation of the largest checkpoint on a 380 s clip takes about a minute on two cores, its weights as
// long from a cold disk; with "rk4" and guidance a step has eight. Too short kills a render that would have ended; too long
// only delays the next attempt. Err long.
const SILENCE_MS = 5 * 60_000

// 30 s: covers the start of a process on a machine that is busy with everything else.
const CAPABILITIES_MS = 30_000

// Native libraries leak slowly; a fresh process every 200 jobs bounds that at the price of one start, about half a second.
const JOBS_PER_PROCESS = 200

// Three quarters of the memory, since a model keeps its sessions open up to a half and needs room to work in, and at least
// 3 GiB, twice what the embedded engine needs for the longest clip. A process that has grown past it is replaced.
const MAX_RESIDENT_BYTES = Math.max(3 * 2 ** 30, machineMemoryBytes() * 0.75)

export interface EngineLimits {
  readonly abortGraceMs: number
  /** How long a render may go on without a word, for each evaluation that a step of it has. */
  readonly silenceMs: number
  readonly capabilitiesMs: number
  readonly jobsPerProcess: number
  readonly maxResidentBytes: number
}

const DEFAULT_LIMITS: EngineLimits = {
  abortGraceMs: ABORT_GRACE_MS,
  silenceMs: SILENCE_MS,
  capabilitiesMs: CAPABILITIES_MS,
  jobsPerProcess: JOBS_PER_PROCESS,
  maxResidentBytes: MAX_RESIDENT_BYTES,
}

export interface EngineHostOptions {
  readonly settings: EngineSettings
  readonly log: Log
  readonly limits?: Partial<EngineLimits> | undefined
}

/** An engine in a process of its own: it blocks its event loop while it renders, and its crash costs one attempt. */
export interface EngineHost extends Engine {
  /** The process now running, if any. */
  readonly pid: number | undefined
  /** Lets the process end, and kills it when it does not. */
  close(): Promise<void>
  /** Ends the process at once. Called when nobody will be there to wait for its end. */
  kill(): void
}

/**
 * Starts the process when it is first needed, and again after it ended for whatever reason. A render whose process goes
 * away or falls silent throws JobError `engine_lost`; one that is aborted throws the signal's reason.
 */
export function openEngineHost(moduleUrl: string, { settings, log, limits }: EngineHostOptions): EngineHost {
  const { abortGraceMs, silenceMs, capabilitiesMs, jobsPerProcess, maxResidentBytes } = { ...DEFAULT_LIMITS, ...limits }
  let current: EngineProcess | undefined
  let jobsDone = 0
  let lastId = 0

  const running = (): EngineProcess => {
    current ??= start()
    return current
  }

  const start = (): EngineProcess => {
    const started = startEngineProcess(moduleUrl, settings, log)
    void started.gone.then(() => forget(started))
    jobsDone = 0
    return started
  }

  const forget = (engine: EngineProcess): void => {
    if (current === engine) current = undefined
  }

  const retireWhenWorn = (engine: EngineProcess, residentBytes: number): void => {
    jobsDone += 1
    if (jobsDone < jobsPerProcess && residentBytes <= maxResidentBytes) return
    forget(engine)
    void engine.dismiss(abortGraceMs)
  }

  return {
    get pid() {
      return current?.pid
    },

    async capabilities(): Promise<EngineCapabilities> {
      lastId += 1
      for await (const answer of running().converse({ kind: 'capabilities', id: lastId }, capabilitiesMs)) {
        if (answer.kind === 'capabilities') return answer.capabilities
        if (answer.kind === 'failed') throw jobError(answer.failure)
      }
      throw new JobError('engine_lost')
    },

    async *render(request: RenderRequest, signal: AbortSignal): AsyncGenerator<RenderEvent, void> {
      signal.throwIfAborted()
      lastId += 1
      const id = lastId
      const engine = running()
      let killTimer: NodeJS.Timeout | undefined
      let over = false
      const abort = (): void => {
        engine.tell({ kind: 'abort', id })
        killTimer = setTimeout(engine.kill, abortGraceMs)
      }
      signal.addEventListener('abort', abort, { once: true })
      try {
        for await (const answer of engine.converse(
          { kind: 'render', id, request },
          silenceMs * evaluationsPerStep(request),
        )) {
          if (answer.kind === 'event' && !signal.aborted) yield answer.event
          if (answer.kind !== 'ended' && answer.kind !== 'failed') continue
          over = true
          retireWhenWorn(engine, answer.residentBytes)
          signal.throwIfAborted()
          if (answer.kind === 'ended') return
          throw jobError(answer.failure)
        }
        over = true
        signal.throwIfAborted()
        throw new JobError('engine_lost')
      } finally {
        // The reader lost interest without an abort, so nobody will wait for this render to stop.
        if (!over) {
          forget(engine)
          engine.kill()
        }
        clearTimeout(killTimer)
        signal.removeEventListener('abort', abort)
      }
    },

    close: async () => current?.dismiss(abortGraceMs),
    kill: () => current?.kill(),
  }
}

function jobError({ code, values, detail }: EngineFailure): JobError {
  return new JobError(code, values, { cause: detail })
}
