import { setTimeout as delay } from 'node:timers/promises'

/** How a sync submit is held. */
export interface SyncTiming {
  readonly deadlineMs: number
  readonly heartbeatMs: number
}

export const SYNC_TIMING: SyncTiming = {
  // The documented limit. Longer would run into the limits of clients and proxies, which abort without an answer.
  deadlineMs: 120_000,
  // Proxies cut answers that stay silent for 30 to 60 s; a byte every 5 s costs nothing.
  heartbeatMs: 5_000,
}

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
