import type { FastifyRequest, onRequestAsyncHookHandler } from 'fastify'
import { ServerError } from '../../errors.ts'
import type { ApiKeys, Caller } from '../../ports.ts'

const callers = new WeakMap<FastifyRequest, Caller>()

/** Runs before the body is read, so that nobody without a key can make the server read megabytes. */
export function authenticate(apiKeys: ApiKeys): onRequestAsyncHookHandler {
  return async (request) => {
    await identify(request, apiKeys)
  }
}

/**
 * Notes who sent the request, by the key it carries.
 * @throws ServerError `unauthorized`, or `account_suspended` for a good key of an account that was shut out
 */
export async function identify(request: FastifyRequest, apiKeys: ApiKeys): Promise<Caller> {
  const token = tokenOf(request)
  const caller = token === undefined ? undefined : await apiKeys.authenticate(token)
  if (!caller) throw new ServerError('unauthorized')
  if (caller.suspended) throw new ServerError('account_suspended')
  callers.set(request, caller)
  return caller
}

export function tokenOf(request: FastifyRequest): string | undefined {
  return /^Bearer\s+(\S+)\s*$/i.exec(request.headers.authorization ?? '')?.[1]
}

/** Called where something other than a key proves who the caller is. */
export function admit(request: FastifyRequest, caller: Caller): void {
  callers.set(request, caller)
}

/** Who sent the request. @throws ServerError `unauthorized` on a route without authentication */
export function callerOf(request: FastifyRequest): Caller {
  const caller = callers.get(request)
  if (!caller) throw new ServerError('unauthorized')
  return caller
}
