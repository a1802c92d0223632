import { setTimeout as delay } from 'node:timers/promises'
import type { Settings } from '../../settings.ts'

/** How a sync submit is held. */
export interface SyncTiming {
  readonly deadlineMs: number
  readonly heartbeatMs: number
}

// Proxies cut answers that stay silent for 30 to 60 s; a byte every 5 s costs nothing.
const HEARTBEAT_MS = 5_000

export const syncTiming = ({ syncSeconds }: Settings): SyncTiming => ({
  deadlineMs: syncSeconds * 1000,
  heartbeatMs: HEARTBEAT_MS,
})

/**
 * A JSON answer that begins at once and ends when `finished` does. Line feeds before a JSON value are legal JSON: the
 * first sends the headers, because one client submits again when they take longer than ten seconds, and the others
 * show that the answer is still to come.
 */
export async function* heldAnswer(finished: Promise<string>, heartbeatMs: number): AsyncGenerator<string, void> {
  const ended = new AbortController()
  const answer = finished.finally(() => ended.abort())
  yield '\n'
  for (;;) {
    const outcome = await Promise.race([answer, heartbeat(heartbeatMs, ended.signal)])
    yield outcome
    if (outcome !== '\n') return
  }
}

async function heartbeat(milliseconds: number, ended: AbortSignal): Promise<string> {
  await delay(milliseconds, undefined, { signal: ended }).catch(() => undefined)
  return '\n'
}
