import type { FastifyRequest } from 'fastify'
import { ServerError } from '../../errors.ts'
import type { Settings } from '../../settings.ts'
import { isLoopbackName } from '../addresses/loopback.ts'
import type { ApiContext } from '../context.ts'
import { identify } from '../gate/authentication.ts'

/** Lets in whom the settings allow; to all others there is nothing at this address. */
export async function admitScraper({ house, settings }: ApiContext, request: FastifyRequest): Promise<void> {
  if (!(await MAY_SCRAPE[settings.metrics](house.apiKeys, request))) throw new ServerError('not_found')
}

type MayScrape = (apiKeys: ApiContext['house']['apiKeys'], request: FastifyRequest) => Promise<boolean>

const MAY_SCRAPE: Readonly<Record<Settings['metrics'], MayScrape>> = {
  off: async () => false,
  loopback: async (_, request) => comesFromThisMachine(request),
  key: async (apiKeys, request) => (await identify(request, apiKeys)).role === 'admin',
}

/** A proxy on this machine sends on what others ask; it is known by the name asked for, or by the headers it adds. */
function comesFromThisMachine({ headers, hostname, socket }: FastifyRequest): boolean {
  const forwarded = ['forwarded', 'via', 'x-forwarded-for', 'x-real-ip'].some((name) => headers[name] !== undefined)
  const address = socket.remoteAddress?.replace(/^::ffff:/i, '') ?? ''
  return !forwarded && isLoopbackName(address) && isLoopbackName(hostname)
}
