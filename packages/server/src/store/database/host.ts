import type { Failure, HostEndpoint, Reply, Request, Row } from './protocol.ts'

/** What the host needs of PostgreSQL: one connection, used by one statement at a time. */
export interface SqlConnection {
  query(
    sql: string,
    parameters: readonly unknown[],
  ): Promise<{ rows: readonly Row[]; affectedRows: number; command: string }>
  onNotification(handler: (channel: string, payload: string) => void): void
  close(): Promise<void>
}

interface Peer {
  readonly endpoint: HostEndpoint
  readonly channels: Set<string>
}

interface Task {
  readonly peer: Peer
  run(): Promise<void>
}

interface OpenTransaction {
  readonly id: number
  readonly peer: Peer
  /** Requests inside the transaction that wait for the connection. */
  readonly tasks: Task[]
  idleTimer: NodeJS.Timeout | undefined
  /** Set once its rollback is decided; it takes no more requests. */
  abandoned: boolean
}

// 10 s: every transaction of ours is a few statements long, so only a frozen or lost peer stands still that long, and
// while it does everybody else waits. Too short breaks a peer on a busy machine; too long stops the whole service.
const IDLE_TRANSACTION_MS = 10_000

/**
 * Shares one connection between peers. Single statements queue up; a transaction owns the connection until it ends.
 * A peer that goes away in the middle of a transaction is rolled back, and its listeners are dropped.
 */
export class DatabaseHost {
  readonly #connection: SqlConnection
  readonly #idleTransactionMs: number
  readonly #peers = new Set<Peer>()
  readonly #tasks: Task[] = []
  readonly #listened = new Set<string>()
  #transaction: OpenTransaction | undefined
  #lastTransactionId = 0
  #draining: Promise<void> | undefined
  #closed = false

  constructor(connection: SqlConnection, options: { readonly idleTransactionMs?: number } = {}) {
    this.#connection = connection
    this.#idleTransactionMs = options.idleTransactionMs ?? IDLE_TRANSACTION_MS
    connection.onNotification((channel, payload) => {
      for (const peer of this.#peers) {
        if (peer.channels.has(channel)) peer.endpoint.send({ kind: 'notified', channel, payload })
      }
    })
  }

  attach(endpoint: HostEndpoint): void {
    const peer: Peer = { endpoint, channels: new Set() }
    this.#peers.add(peer)
    endpoint.onMessage((request) => this.#accept(peer, request))
    endpoint.onClosed(() => this.#forget(peer))
  }

  /** Lets the running statement end, rolls an open transaction back, and closes the connection. */
  async close(): Promise<void> {
    this.#closed = true
    this.#tasks.length = 0
    if (this.#transaction) this.#abandon(this.#transaction)
    await this.#draining
    await this.#connection.close()
    for (const peer of this.#peers) peer.endpoint.close()
    this.#peers.clear()
  }

  #accept(peer: Peer, request: Request): void {
    if (this.#closed) {
      peer.endpoint.send(failed(request.id, { code: 'database_closed', reason: 'closed' }))
      return
    }
    const task: Task = { peer, run: () => this.#serve(peer, request) }
    const wanted = request.kind === 'query' || request.kind === 'end' ? request.transaction : null
    if (wanted === null) {
      this.#tasks.push(task)
    } else if (this.#transaction?.id === wanted && this.#transaction.peer === peer && !this.#transaction.abandoned) {
      clearTimeout(this.#transaction.idleTimer)
      this.#transaction.tasks.push(task)
    } else {
      peer.endpoint.send(failed(request.id, { code: 'transaction_ended', reason: 'ended' }))
    }
    this.#wake()
  }

  #forget(peer: Peer): void {
    this.#peers.delete(peer)
    for (let index = this.#tasks.length - 1; index >= 0; index--) {
      if (this.#tasks[index].peer === peer) this.#tasks.splice(index, 1)
    }
    if (this.#transaction?.peer === peer) this.#abandon(this.#transaction)
  }

  #wake(): void {
    this.#draining ??= this.#drain().finally(() => {
      this.#draining = undefined
    })
  }

  async #drain(): Promise<void> {
    // The transaction is looked up each time: serving a task can open or end one.
    const next = (): Task | undefined => (this.#transaction ? this.#transaction.tasks : this.#tasks).shift()
    for (let task = next(); task; task = next()) await task.run()
    if (this.#transaction) this.#startIdleTimer(this.#transaction)
  }

  async #serve(peer: Peer, request: Request): Promise<void> {
    try {
      peer.endpoint.send(await this.#answer(peer, request))
    } catch (error) {
      peer.endpoint.send(failed(request.id, failureOf(error)))
    }
  }

  async #answer(peer: Peer, request: Request): Promise<Reply> {
    switch (request.kind) {
      case 'query': {
        const { rows, affectedRows } = await this.#connection.query(request.sql, request.parameters)
        return { kind: 'rows', id: request.id, rows, affectedRows }
      }
      case 'begin':
        return { kind: 'begun', id: request.id, transaction: await this.#begin(peer) }
      case 'end':
        await this.#end(request.outcome)
        return nothing(request.id)
      case 'listen':
        await this.#listen(peer, request.channel)
        return nothing(request.id)
      case 'unlisten':
        peer.channels.delete(request.channel)
        return nothing(request.id)
    }
  }

  async #begin(peer: Peer): Promise<number> {
    await this.#connection.query('begin', [])
    this.#lastTransactionId += 1
    this.#transaction = { id: this.#lastTransactionId, peer, tasks: [], idleTimer: undefined, abandoned: false }
    // The peer may have gone while `begin` ran.
    if (!this.#peers.has(peer)) this.#abandon(this.#transaction)
    return this.#lastTransactionId
  }

  async #end(outcome: 'commit' | 'rollback'): Promise<void> {
    clearTimeout(this.#transaction?.idleTimer)
    try {
      const { command } = await this.#connection.query(outcome, [])
      if (outcome === 'commit' && command === 'ROLLBACK') {
        throw new Error('the transaction had failed before and was rolled back')
      }
    } finally {
      this.#transaction = undefined
    }
  }

  /** Drops what the transaction still wanted to do and rolls it back in its turn. */
  #abandon(transaction: OpenTransaction): void {
    if (transaction.abandoned) return
    transaction.abandoned = true
    clearTimeout(transaction.idleTimer)
    transaction.tasks.length = 0
    transaction.tasks.push({ peer: transaction.peer, run: () => this.#end('rollback') })
    this.#wake()
  }

  #startIdleTimer(transaction: OpenTransaction): void {
    // A request of another peer comes by here as well, while the timer of the last statement still runs.
    clearTimeout(transaction.idleTimer)
    if (transaction.abandoned) return
    transaction.idleTimer = setTimeout(() => this.#abandon(transaction), this.#idleTransactionMs)
  }

  async #listen(peer: Peer, channel: string): Promise<void> {
    if (!this.#listened.has(channel)) {
      await this.#connection.query(`listen "${channel.replaceAll('"', '""')}"`, [])
      this.#listened.add(channel)
    }
    peer.channels.add(channel)
  }
}

function nothing(id: number): Reply {
  return { kind: 'rows', id, rows: [], affectedRows: 0 }
}

function failed(id: number, failure: Pick<Failure, 'code' | 'reason'> & Partial<Failure>): Reply {
  return { kind: 'failed', id, failure: { sqlState: undefined, constraint: undefined, ...failure } }
}

function failureOf(error: unknown): Failure {
  const details = (typeof error === 'object' ? error : null) as { code?: unknown; constraint?: unknown } | null
  return {
    code: 'query_failed',
    reason: error instanceof Error ? error.message : String(error),
    sqlState: typeof details?.code === 'string' ? details.code : undefined,
    constraint: typeof details?.constraint === 'string' ? details.constraint : undefined,
  }
}
