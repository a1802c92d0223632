import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import type { DatabaseClient } from './client.ts'

/** Lets Kysely speak PostgreSQL through our message protocol. */
export function messageDialect(client: DatabaseClient): Dialect {
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new MessageDriver(client),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createIntrospector: (kysely) => new PostgresIntrospector(kysely),
  }
}

/** A connection in Kysely's sense: nothing of its own, but the transaction that it is in. */
class MessageConnection implements DatabaseConnection {
  transaction: number | null = null
  readonly client: DatabaseClient

  constructor(client: DatabaseClient) {
    this.client = client
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, affectedRows } = await this.client.query(sql, parameters, this.transaction)
    return { rows: rows as R[], numAffectedRows: BigInt(affectedRows) }
  }

  /** One chunk: our queries are paged, and none is large. */
  async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
    yield await this.executeQuery<R>(query)
  }
}

class MessageDriver implements Driver {
  readonly #client: DatabaseClient

  constructor(client: DatabaseClient) {
    this.#client = client
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<MessageConnection> {
    return new MessageConnection(this.#client)
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    const mine = connection as MessageConnection
    mine.transaction = await this.#client.begin()
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await this.#end(connection as MessageConnection, 'commit')
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await this.#end(connection as MessageConnection, 'rollback')
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    this.#client.close()
  }

  async #end(connection: MessageConnection, outcome: 'commit' | 'rollback'): Promise<void> {
    const { transaction } = connection
    connection.transaction = null
    if (transaction !== null) await this.#client.end(transaction, outcome)
  }
}
