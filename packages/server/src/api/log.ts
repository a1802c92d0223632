import type { FastifyBaseLogger } from 'fastify'
import { pino } from 'pino'

/**
 * The service's log: one JSON line an event on standard output. What goes in is chosen field by field, never a request
 * as a whole; the redaction is the second fence, should a header ever be handed over.
 */
export function createLog(level: string): FastifyBaseLogger {
  return pino({
    level,
    base: null,
    redact: { paths: ['authorization', 'headers', '*.authorization', '*.headers', 'secret', '*.secret'], remove: true },
    timestamp: pino.stdTimeFunctions.isoTime,
  })
}
