import { StoreError } from '../../errors.ts'
import type { ClientEndpoint, Failure, Reply, Request, Row } from './protocol.ts'

interface Pending {
  resolve(reply: Exclude<Reply, { kind: 'failed' | 'notified' }>): void
  reject(error: StoreError): void
}

type Unnumbered<R> = R extends Request ? Omit<R, 'id'> : never

/** A peer's side of the protocol: numbers the requests, and matches the replies to them. */
export class DatabaseClient {
  readonly #endpoint: ClientEndpoint
  readonly #pending = new Map<number, Pending>()
  readonly #handlers = new Map<string, Set<(payload: string) => void>>()
  #lastId = 0
  #closed = false

  constructor(endpoint: ClientEndpoint) {
    this.#endpoint = endpoint
    endpoint.onMessage((reply) => this.#receive(reply))
    endpoint.onClosed(() => this.#end())
  }

  /** @throws StoreError `query_failed` with the SQLSTATE */
  async query(
    sql: string,
    parameters: readonly unknown[],
    transaction: number | null,
  ): Promise<{ readonly rows: readonly Row[]; readonly affectedRows: number }> {
    const reply = await this.#ask({ kind: 'query', transaction, sql, parameters })
    return reply.kind === 'rows' ? reply : { rows: [], affectedRows: 0 }
  }

  /** Waits until the database is free; returns what the transaction's queries must name. */
  async begin(): Promise<number> {
    const reply = await this.#ask({ kind: 'begin' })
    return reply.kind === 'begun' ? reply.transaction : 0
  }

  async end(transaction: number, outcome: 'commit' | 'rollback'): Promise<void> {
    await this.#ask({ kind: 'end', transaction, outcome })
  }

  /** `handler` is called for every `NOTIFY channel` committed from now on. Returns how to stop that. */
  async listen(channel: string, handler: (payload: string) => void): Promise<() => Promise<void>> {
    const handlers = this.#handlers.get(channel) ?? new Set()
    this.#handlers.set(channel, handlers.add(handler))
    await this.#ask({ kind: 'listen', channel })
    return async () => {
      handlers.delete(handler)
      if (handlers.size === 0 && !this.#closed) await this.#ask({ kind: 'unlisten', channel })
    }
  }

  close(): void {
    this.#end()
    this.#endpoint.close()
  }

  #ask(request: Unnumbered<Request>): Promise<Exclude<Reply, { kind: 'failed' | 'notified' }>> {
    if (this.#closed) return Promise.reject(new StoreError('database_closed'))
    this.#lastId += 1
    const id = this.#lastId
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject })
      this.#endpoint.send({ ...request, id })
    })
  }

  #receive(reply: Reply): void {
    if (reply.kind === 'notified') {
      for (const handler of this.#handlers.get(reply.channel) ?? []) handler(reply.payload)
      return
    }
    const pending = this.#pending.get(reply.id)
    this.#pending.delete(reply.id)
    if (reply.kind === 'failed') pending?.reject(storeError(reply.failure))
    else pending?.resolve(reply)
  }

  #end(): void {
    this.#closed = true
    const pending = [...this.#pending.values()]
    this.#pending.clear()
    for (const { reject } of pending) reject(new StoreError('database_closed'))
  }
}

function storeError({ code, reason, sqlState, constraint }: Failure): StoreError {
  return new StoreError(code, { reason }, { sqlState, constraint })
}
