import type { MessagePort } from 'node:worker_threads'

/** What the database thread is given at birth. */
export interface ThreadData {
  readonly folder: string
}

export type ThreadCommand =
  /** A new peer speaks the database protocol over `port`. */
  { readonly kind: 'attach'; readonly port: MessagePort } | { readonly kind: 'close' }

export type ThreadEvent =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'closed' }
