import type { onRequestHookHandler } from 'fastify'
import { ServerError } from '../../errors.ts'
import type { SubmitLimiter } from '../../ports.ts'
import { callerOf } from './authentication.ts'

/** Runs after the key is known and before the body is read. Only on routes that make a task: looking is never limited. */
export function limitSubmits(submits: SubmitLimiter): onRequestHookHandler {
  return async (request, reply) => {
    const waitSeconds = await submits.admit(callerOf(request))
    if (waitSeconds === 0) return
    reply.header('Retry-After', String(waitSeconds))
    throw new ServerError('rate_limited', { seconds: String(waitSeconds) })
  }
}
