import type { ChildProcess } from 'node:child_process'
import type { MessagePort } from 'node:worker_threads'
import type { Endpoint } from './protocol.ts'

/** The channel between two threads. */
export function portEndpoint<In, Out>(port: MessagePort): Endpoint<In, Out> {
  return {
    send: (message) => port.postMessage(message),
    onMessage: (handler) => port.on('message', handler),
    onClosed: (handler) => port.on('close', handler),
    close: () => port.close(),
  }
}

/** What carries a database message inside a channel that other messages share. */
interface Envelope {
  readonly database: unknown
}

function isEnvelope(message: unknown): message is Envelope {
  return typeof message === 'object' && message !== null && 'database' in message
}

/** The channel between a child process and its parent, seen from either side; it ends with the child's connection. */
export function processEndpoint<In, Out>(peer: ChildProcess | NodeJS.Process): Endpoint<In, Out> {
  const events: NodeJS.EventEmitter = peer
  return {
    // The connection can end between the check and the write; the callback keeps that from being thrown.
    send: (message) => {
      if (peer.connected) peer.send?.({ database: message }, undefined, undefined, () => {})
    },
    onMessage: (handler) =>
      events.on('message', (message) => {
        if (isEnvelope(message)) handler(message.database as In)
      }),
    onClosed: (handler) => events.once('disconnect', handler),
    close: () => {
      if (peer.connected) peer.disconnect?.()
    },
  }
}

/** Carries everything from one channel to the other, and the end of either to both. */
export function bridge<A, B>(one: Endpoint<A, B>, other: Endpoint<B, A>): void {
  one.onMessage((message) => other.send(message))
  other.onMessage((message) => one.send(message))
  one.onClosed(() => other.close())
  other.onClosed(() => one.close())
}
