import type { Predictions } from '../ports.ts'
import type { Database } from '../store/database/database.ts'
import { openBell } from './bell.ts'
import { FINISHED_CHANNEL } from './channels.ts'
import type { Prediction } from './prediction.ts'

// 5 s: a notification comes within milliseconds; this is for the one that got lost with a broken connection. Shorter
// would be polling, longer a visible delay.
const POLL_MS = 5_000

type Find = Predictions['find']

/** One listener a process, whatever the number of callers that wait. */
export async function openFinishWaiter(
  database: Database,
  find: Find,
  pollMs: number = POLL_MS,
): Promise<Predictions['waitUntilFinished']> {
  const waiting = new Map<string, Set<() => void>>()
  await database.listen(FINISHED_CHANNEL, (id) => {
    for (const wake of waiting.get(id) ?? []) wake()
  })

  return async (accountId, id, deadlineMs, signal) => {
    const bell = openBell()
    const wakers = waiting.get(id) ?? new Set()
    waiting.set(id, wakers.add(bell.ring))
    const end = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)])
    end.addEventListener('abort', bell.ring)
    const poll = setInterval(bell.ring, pollMs)
    try {
      for (;;) {
        // Asked only after the ear is open, so that an end between asking and listening is not missed.
        const prediction = await find(accountId, id)
        if (prediction === undefined || isFinished(prediction) || end.aborted) return prediction
        await bell.rung()
      }
    } finally {
      clearInterval(poll)
      end.removeEventListener('abort', bell.ring)
      wakers.delete(bell.ring)
      if (wakers.size === 0) waiting.delete(id)
    }
  }
}

function isFinished({ status }: Prediction): boolean {
  return status === 'completed' || status === 'failed'
}
