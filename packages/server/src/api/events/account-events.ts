import type { FastifyRequest } from 'fastify'
import type { LivePrediction } from '../../ports.ts'
import type { ApiContext } from '../context.ts'
import { openChangeEvents } from './change-events.ts'
import { EVENT_TIMING, eventText, HEARTBEAT } from './event-stream.ts'
import type { Watch } from './prediction-events.ts'
import { openWakeUp } from './wake-up.ts'

/** The course of all predictions of an account: first what goes on now, or what the client missed, then every change. */
export async function* accountEvents(
  context: ApiContext,
  request: FastifyRequest,
  { accountId, after, signal }: Watch,
): AsyncGenerator<string, void> {
  const { live } = context.house
  const wakeUp = openWakeUp(context.tools.events ?? EVENT_TIMING, signal)
  const events = openChangeEvents(context, request, after ?? 0)
  const changed = new Set<string>()
  const waiting = new Set<string>()
  const deafen = live.hear((change) => {
    if (change.accountId === accountId) changed.add(change.id)
    if (change.queueMoved) for (const id of waiting) changed.add(id)
    if (changed.size > 0) wakeUp.ring()
  })
  let known = after
  try {
    for (const id of await live.changedSince(accountId, known)) changed.add(id)
    for (;;) {
      const ids = [...changed]
      changed.clear()
      const found = await Promise.all(ids.map((id) => live.look(accountId, id)))
      for (const now of inOrder(found)) {
        if (now.prediction.status === 'created') waiting.add(now.prediction.id)
        else waiting.delete(now.prediction.id)
        const event = await events.eventOf(now)
        if (event) yield eventText(event)
        known = Math.max(known ?? 0, now.revision)
      }
      const reason = await wakeUp.next()
      if (reason === 'over') return
      if (reason === 'changed') continue
      yield HEARTBEAT
      // For the notification that got lost with a broken connection.
      for (const id of await live.changedSince(accountId, known)) changed.add(id)
    }
  } finally {
    deafen()
    wakeUp.stop()
  }
}

/** Lower revisions first: a client that breaks off comes back with the last it saw, and must have seen all before it. */
function inOrder(found: readonly (LivePrediction | undefined)[]): readonly LivePrediction[] {
  return found.flatMap((live) => live ?? []).sort((one, other) => one.revision - other.revision)
}
