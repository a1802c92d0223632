import { timingSafeEqual } from 'node:crypto'
import type { onRequestAsyncHookHandler } from 'fastify'
import { OWNER_ACCOUNT_ID } from '../../accounts/first-account.ts'
import { ServerError } from '../../errors.ts'
import type { ApiKeys, Caller } from '../../ports.ts'
import { secretHash } from '../../store/secret-hash.ts'
import { identify, tokenOf } from './authentication.ts'

/** Stands in the records in place of a key's id for what was done with the command line. */
const COMMAND_LINE = 'command-line'

const OWNER_AT_THE_COMMAND_LINE: Caller = {
  accountId: OWNER_ACCOUNT_ID,
  keyId: COMMAND_LINE,
  role: 'admin',
  suspended: false,
}

/**
 * Lets admins in, and the command line of whoever can read the data folder. Another valid key learns as little as from
 * an address where nothing is.
 */
export function authenticateAdmin(apiKeys: ApiKeys, localAdminToken: string | undefined): onRequestAsyncHookHandler {
  const localHash = localAdminToken === undefined ? undefined : secretHash(localAdminToken)
  return async (request) => {
    const token = tokenOf(request)
    const local = token !== undefined && localHash !== undefined && equal(secretHash(token), localHash)
    const caller = await identify(request, local ? { authenticate: async () => OWNER_AT_THE_COMMAND_LINE } : apiKeys)
    if (caller.role !== 'admin') throw new ServerError('not_found')
  }
}

function equal(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one), Buffer.from(other))
}
