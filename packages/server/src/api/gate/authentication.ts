import type { FastifyRequest, onRequestHookHandler } from 'fastify'
import { ServerError } from '../../errors.ts'
import type { ApiKeys, Caller } from '../../ports.ts'

const callers = new WeakMap<FastifyRequest, Caller>()

/** Runs before the body is read, so that nobody without a key can make the server read megabytes. */
export function authenticate(apiKeys: ApiKeys): onRequestHookHandler {
  return async (request) => {
    const key = /^Bearer\s+(\S+)\s*$/i.exec(request.headers.authorization ?? '')?.[1]
    const caller = key === undefined ? undefined : await apiKeys.authenticate(key)
    if (!caller) throw new ServerError('unauthorized')
    callers.set(request, caller)
  }
}

/** Who sent the request. @throws ServerError `unauthorized` on a route without authentication */
export function callerOf(request: FastifyRequest): Caller {
  const caller = callers.get(request)
  if (!caller) throw new ServerError('unauthorized')
  return caller
}
