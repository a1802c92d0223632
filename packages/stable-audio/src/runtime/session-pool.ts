/**
 * The sessions of one checkpoint, kept warm as far as memory allows.
 *
 * Packing (a copy of the weights in the processor's own order) makes a step 5-9 % faster and an opening ten times
 * slower, so with `prepack: 'auto'` every session opens unpacked, in 0.1-0.3 s, with its weights in the page cache; those
 * that have been of use are packed by `settle`, when nobody waits. A pool that frees between stages never packs.
 */

import { StableAudioError } from '../errors.ts'
import type { GraphModel } from '../graph/builder.ts'
import { heldMemoryBytes, memoryPolicy } from './memory.ts'
import { type ExecutionProvider, type GraphSession, openSession, type SessionOptions } from './session.ts'
import { defaultThreads } from './threads.ts'

export interface PooledSessionOptions {
  /** Pack the weights; the pool's own choice when absent. */
  readonly prepack?: boolean
}

/** The sessions of one checkpoint, kept warm as far as memory allows. */
export interface SessionPool {
  /** The session of `key`, made from `build` when it is not open. Stays valid until the next `finishStage` or `get`. */
  get(key: string, build: () => GraphModel, options?: PooledSessionOptions): Promise<GraphSession>
  /** Called when a stage of a generation is over: sessions whose key starts with `prefix` may go if memory is short. */
  finishStage(prefix: string): Promise<void>
  /** Called when a generation is over and nobody waits: packs the sessions that were used. Takes seconds. */
  settle(): Promise<void>
  /** Closes the sessions whose key starts with `prefix`; all of them when absent. */
  release(prefix?: string): Promise<void>
}

export interface SessionPoolOptions {
  /** `cpu` when absent. */
  readonly provider?: ExecutionProvider | undefined
  /** One a physical core when absent. */
  readonly threads?: number | undefined
  /** `auto` when absent. */
  readonly prepack?: 'auto' | boolean | undefined
  /** What the open sessions may hold together; half of the memory when absent. */
  readonly memoryBudgetBytes?: number | undefined
  /** Close sessions as soon as their stage is over; so on machines with less than 12 GB when absent. */
  readonly freeBetweenStages?: boolean | undefined
  /** Refuse graphs that the provider cannot run whole. */
  readonly wholeOnProvider?: boolean | undefined
  /** Bytes that the process holds now: what an opening adds is what a session costs. */
  readonly heldBytes?: (() => number) | undefined
}

// 150 MiB: what a session's arena grew to in its first run (the DiT at 388 frames 0.15 GiB, a codec window 0.09-0.17).
// Too little lets the pool outgrow its budget; too much closes a session that could have stayed.
const ACTIVATION_BYTES = 150 * 2 ** 20

/** The session that every generation needs, and whose opening a user would feel most. */
const LAST_TO_GO = 'dit.step'

interface SessionRecipe {
  readonly key: string
  readonly build: () => GraphModel
  /** What whoever asked for the session wants; the pool's choice when undefined. */
  readonly prepack: boolean | undefined
}

interface PooledSession extends SessionRecipe {
  readonly session: GraphSession
  readonly packed: boolean
  readonly storedBytes: number
  readonly costBytes: number
  running: number
  used: boolean
}

export function createSessionPool(options: SessionPoolOptions = {}): SessionPool {
  return new WarmSessions(options)
}

class WarmSessions implements SessionPool {
  /** The one that was not asked for longest comes first. */
  readonly #open = new Map<string, PooledSession>()
  readonly #options: Omit<SessionOptions, 'prepack'>
  readonly #prepack: 'auto' | boolean
  readonly #budgetBytes: number
  readonly #freeBetweenStages: boolean
  readonly #heldBytes: () => number
  // One at a time: what an opening costs is measured, and two at once would hold more than the budget.
  #queue: Promise<unknown> = Promise.resolve()

  constructor(options: SessionPoolOptions) {
    const policy = memoryPolicy()
    const { provider = 'cpu', threads = defaultThreads(), wholeOnProvider } = options
    this.#options = { provider, threads, wholeOnProvider }
    this.#prepack = options.prepack ?? 'auto'
    this.#budgetBytes = options.memoryBudgetBytes ?? policy.budgetBytes
    this.#freeBetweenStages = options.freeBetweenStages ?? policy.freeBetweenStages
    this.#heldBytes = options.heldBytes ?? heldMemoryBytes
  }

  get(key: string, build: () => GraphModel, { prepack }: PooledSessionOptions = {}): Promise<GraphSession> {
    return this.#inTurn(async () => {
      const known = this.#open.get(key)
      if (known === undefined) return this.#openSession({ key, build, prepack }, prepack ?? this.#prepack === true)
      this.#open.delete(key)
      this.#open.set(key, known)
      return this.#handle(known)
    })
  }

  finishStage(prefix: string): Promise<void> {
    return this.#inTurn(async () => {
      for (const pooled of this.#idle(prefix)) {
        if (this.#freeBetweenStages || this.#heldBySessions() > this.#budgetBytes) await this.#close(pooled)
      }
    })
  }

  settle(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#prepack !== 'auto' || this.#freeBetweenStages || this.#options.provider !== 'cpu') return
      for (const pooled of this.#idle('')) {
        if (pooled.packed || pooled.prepack === false || !pooled.used) continue
        if (this.#heldBySessions() + pooled.storedBytes > this.#budgetBytes) continue
        await this.#close(pooled)
        await this.#openSession(pooled, true)
      }
    })
  }

  release(prefix = ''): Promise<void> {
    return this.#inTurn(async () => {
      for (const pooled of this.#idle(prefix)) await this.#close(pooled)
    })
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(work)
    this.#queue = result.catch(() => undefined)
    return result
  }

  async #openSession({ key, build, prepack }: SessionRecipe, packed: boolean): Promise<GraphSession> {
    const model = build()
    // Half-precision weights grow while they are loaded, packed or not.
    const expectedBytes = ACTIVATION_BYTES + model.castBytes + (packed ? model.storedBytes : 0)
    await this.#makeRoom(expectedBytes)
    const before = this.#heldBytes()
    const session = await openSession(model, { ...this.#options, prepack: packed }).catch((error: unknown) => {
      throw namingGraph(error, key, this.#options)
    })
    const costBytes = Math.max(expectedBytes, ACTIVATION_BYTES + this.#heldBytes() - before)
    const { storedBytes } = model
    const pooled = { key, build, prepack, session, packed, storedBytes, costBytes, running: 0, used: false }
    this.#open.set(key, pooled)
    return this.#handle(pooled)
  }

  /** The session as its user sees it: the pool knows while it runs. */
  #handle(pooled: PooledSession): GraphSession {
    return {
      inputs: pooled.session.inputs,
      run: async (feeds) => {
        pooled.running += 1
        pooled.used = true
        try {
          return await pooled.session.run(feeds)
        } finally {
          pooled.running -= 1
        }
      },
      release: () => this.#inTurn(() => this.#close(pooled)),
    }
  }

  #idle(prefix: string): PooledSession[] {
    return [...this.#open.values()].filter(({ key, running }) => key.startsWith(prefix) && running === 0)
  }

  #heldBySessions(): number {
    return [...this.#open.values()].reduce((sum, { costBytes }) => sum + costBytes, 0)
  }

  async #makeRoom(bytes: number): Promise<void> {
    const idle = this.#idle('')
    const order = [...idle.filter(({ key }) => key !== LAST_TO_GO), ...idle.filter(({ key }) => key === LAST_TO_GO)]
    for (const pooled of order) {
      if (this.#heldBySessions() + bytes <= this.#budgetBytes) return
      await this.#close(pooled)
    }
  }

  async #close(pooled: PooledSession): Promise<void> {
    if (this.#open.get(pooled.key) !== pooled) return
    this.#open.delete(pooled.key)
    await pooled.session.release()
  }
}

/** The same error with the name of the graph, and with what helps where a provider was to run it whole. */
function namingGraph(error: unknown, key: string, { provider, wholeOnProvider }: Omit<SessionOptions, 'prepack'>) {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const detail = cause instanceof Error ? cause.message : String(cause)
  const advice = wholeOnProvider ? ` (it was to run on ${provider} alone: allow the CPU beside it, or instead)` : ''
  return new StableAudioError('session_failed', `the graph ${key}${advice}: ${detail}`, { cause })
}
