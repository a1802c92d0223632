import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** How event streams behave. */
export interface EventTiming {
  readonly heartbeatMs: number
  /** How long one stream lasts. */
  readonly lifeMs: number
}

export const EVENT_TIMING: EventTiming = {
  // Proxies cut answers that stay silent for 30 to 60 s.
  heartbeatMs: 15_000,
  // 10 min: a client comes back by itself and misses nothing, and a key that was revoked meanwhile stays outside.
  lifeMs: 600_000,
}

// 2 s: a server that starts again needs about as long, and a page should not wait longer for it.
const RETRY_MS = 2_000

/** One event (HTML, section 9.2). */
export interface ServerSentEvent {
  /** What a client sends back as `Last-Event-ID`. */
  readonly id: number
  readonly event: 'status' | 'progress' | 'done'
  readonly data: object
}

export function eventText({ id, event, data }: ServerSentEvent): string {
  // JSON has no line ends of its own, so the data is one line.
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`
}

/** Shows that the stream lives; clients pass over it. */
export const HEARTBEAT = ': still here\n\n'

/**
 * Sends events as they come. A reader that is slow is sent fewer, since each is made only when the one before is on its way.
 * What went wrong in `events` ends the stream, and the client comes back.
 */
export function sendEvents(
  request: FastifyRequest,
  reply: FastifyReply,
  events: AsyncGenerator<string, void>,
): FastifyReply {
  return reply
    .headers({
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      // Proxies of the nginx kind hold back what they are not told to pass on.
      'X-Accel-Buffering': 'no',
      'X-Content-Type-Options': 'nosniff',
    })
    .send(Readable.from(opened(request, events), { objectMode: true, highWaterMark: 1 }))
}

async function* opened(request: FastifyRequest, events: AsyncGenerator<string, void>): AsyncGenerator<string, void> {
  yield `retry: ${RETRY_MS}\n\n`
  try {
    yield* events
  } catch (error) {
    // The headers are out, so all that can be done is to end: the client asks again, and begins where it was.
    request.log.warn({ err: error }, 'an event stream broke off')
  }
}
