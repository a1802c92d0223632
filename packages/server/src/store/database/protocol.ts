/**
 * How a process or a thread speaks to the database: requests with an id, replies with the same id, and notifications.
 * The same messages go over a `MessagePort` and over the IPC channel of a child process.
 */

export type Request =
  /** `transaction` names an open transaction of the same peer; `null` runs the statement on its own. */
  | {
      readonly kind: 'query'
      readonly id: number
      readonly transaction: number | null
      readonly sql: string
      readonly parameters: readonly unknown[]
    }
  /** Answered once the database belongs to this peer alone. */
  | { readonly kind: 'begin'; readonly id: number }
  | {
      readonly kind: 'end'
      readonly id: number
      readonly transaction: number
      readonly outcome: 'commit' | 'rollback'
    }
  | { readonly kind: 'listen' | 'unlisten'; readonly id: number; readonly channel: string }

export type Reply =
  | { readonly kind: 'rows'; readonly id: number; readonly rows: readonly Row[]; readonly affectedRows: number }
  | { readonly kind: 'begun'; readonly id: number; readonly transaction: number }
  | { readonly kind: 'failed'; readonly id: number; readonly failure: Failure }
  | { readonly kind: 'notified'; readonly channel: string; readonly payload: string }

export type Row = Readonly<Record<string, unknown>>

/** Why a request failed, in plain values that survive the journey between processes. */
export interface Failure {
  readonly code: 'query_failed' | 'transaction_ended' | 'database_closed'
  readonly reason: string
  readonly sqlState: string | undefined
  readonly constraint: string | undefined
}

/** One end of a two-way channel. Messages arrive in order; after `onClosed` has fired nothing more does. */
export interface Endpoint<In, Out> {
  /** Does nothing once the channel is closed. */
  send(message: Out): void
  onMessage(handler: (message: In) => void): void
  onClosed(handler: () => void): void
  close(): void
}

export type ClientEndpoint = Endpoint<Reply, Request>
export type HostEndpoint = Endpoint<Request, Reply>
