import type { FastifyRequest } from 'fastify'
import type { LivePrediction } from '../../ports.ts'
import type { ApiContext } from '../context.ts'
import { openChangeEvents } from './change-events.ts'
import { EVENT_TIMING, eventText, HEARTBEAT } from './event-stream.ts'
import { openWakeUp } from './wake-up.ts'

export interface Watch {
  readonly accountId: string
  /** The last change that the client knows. */
  readonly after: number | undefined
  /** Ends the stream. */
  readonly signal: AbortSignal
}

/** The course of one prediction, from what it is now to its end. */
export async function* predictionEvents(
  context: ApiContext,
  request: FastifyRequest,
  id: string,
  { accountId, after, signal }: Watch,
): AsyncGenerator<string, void> {
  const { live } = context.house
  const wakeUp = openWakeUp(context.tools.events ?? EVENT_TIMING, signal)
  const events = openChangeEvents(context, request, after ?? 0)
  let waiting = true
  const deafen = live.hear((change) => {
    if (change.id === id || (waiting && change.queueMoved)) wakeUp.ring()
  })
  try {
    for (;;) {
      // Asked only after the ear is open, so that a change between asking and listening is not missed. It is asked at each
      // heartbeat too, for the notification that got lost with a broken connection.
      const now: LivePrediction | undefined = await live.look(accountId, id)
      if (!now) return
      waiting = now.prediction.status === 'created'
      const event = await events.eventOf(now)
      if (event) yield eventText(event)
      if (event?.event === 'done') return
      const reason = await wakeUp.next()
      if (reason === 'over') return
      if (reason === 'heartbeat') yield HEARTBEAT
    }
  } finally {
    deafen()
    wakeUp.stop()
  }
}
