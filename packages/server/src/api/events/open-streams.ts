import { ServerError } from '../../errors.ts'

// 32: a page has one, a person a few pages, and a client that follows more tasks has the stream of them all. Each costs a
// socket and a look at the database per change.
const MOST_STREAMS_A_KEY = 32

/** Counts the event streams that are open. */
export interface OpenStreams {
  /** Returns what to call, once, when the stream has ended. @throws ServerError `too_many_streams` */
  open(keyId: string): () => void
}

export function openStreamCounter(limit: number = MOST_STREAMS_A_KEY): OpenStreams {
  const byKey = new Map<string, number>()
  return {
    open(keyId) {
      const open = byKey.get(keyId) ?? 0
      if (open >= limit) throw new ServerError('too_many_streams', { limit: String(limit) })
      byKey.set(keyId, open + 1)
      return () => {
        const left = (byKey.get(keyId) ?? 1) - 1
        if (left === 0) byKey.delete(keyId)
        else byKey.set(keyId, left)
      }
    },
  }
}
