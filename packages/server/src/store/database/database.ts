import { Kysely, type Transaction } from 'kysely'
import { DatabaseClient } from './client.ts'
import { messageDialect } from './dialect.ts'
import type { ClientEndpoint } from './protocol.ts'
import type { Tables } from './tables.ts'

/** The database as every part of the house sees it, in whatever process that part runs. */
export interface Database {
  /** Typed queries; one statement is one transaction. */
  readonly kysely: Kysely<Tables>
  /**
   * Called where several statements must happen together. `work` has the database to itself until it returns, so it must
   * wait for nothing else; when it throws, nothing has happened.
   */
  transaction<T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T>
  /** `handler` gets the payload of every later `NOTIFY channel`. Returns how to stop listening. */
  listen(channel: string, handler: (payload: string) => void): Promise<() => Promise<void>>
  /** Later queries reject with StoreError `database_closed`. */
  close(): Promise<void>
}

/** The database at the other end of a channel. */
export function connectDatabase(endpoint: ClientEndpoint): Database {
  const client = new DatabaseClient(endpoint)
  const kysely = new Kysely<Tables>({ dialect: messageDialect(client) })
  return {
    kysely,
    transaction: (work) => kysely.transaction().execute(work),
    listen: (channel, handler) => client.listen(channel, handler),
    close: async () => client.close(),
  }
}
