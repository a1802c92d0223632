import { lookup, Resolver } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, buildConnector } from 'undici'
import { JobError } from '../errors.ts'
import { isPublicAddress } from './address-policy.ts'
import type { HostPermission } from './allowed-hosts.ts'
import { bareAddress, portOf } from './source-url.ts'

/** Every address of a name, as the system knows them. */
export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>

interface ResolvedAddress {
  readonly address: string
  readonly family: number
}

export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true })

// 3 s, twice: a name server that is there answers in milliseconds, and all of it must fit into one attempt.
const DNS_LIMITS = { timeout: 3_000, tries: 2 }

/**
 * The same from the name servers alone. It needs none of the few threads that `lookup` shares with every file operation of
 * the process, so names that resolve slowly hold nothing up; but it knows nothing of a hosts file.
 */
export const dnsResolve: Resolve = async (hostname) => {
  const resolver = new Resolver(DNS_LIMITS)
  const [v4, v6] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)])
  if (v4.status === 'rejected' && v6.status === 'rejected') throw v4.reason
  const of = (answer: PromiseSettledResult<string[]>, family: number) =>
    answer.status === 'fulfilled' ? answer.value.map((address) => ({ address, family })) : []
  return [...of(v4, 4), ...of(v6, 6)]
}

export interface AgentTimes {
  readonly connectMs: number
  /** Longest silence, before the headers and between pieces of the body. */
  readonly idleMs: number
}

/**
 * Opens sockets to public addresses only. The decision is made while the socket is opened and on the very address it is
 * opened to, so a name that answers differently the second time gains nothing (DNS rebinding).
 */
export function guardedAgent(permitted: HostPermission, resolve: Resolve, { connectMs, idleMs }: AgentTimes): Agent {
  const toPublic = buildConnector({ timeout: connectMs, lookup: guardedLookup(resolve, isPublicAddress) })
  const toAnywhere = buildConnector({ timeout: connectMs, lookup: guardedLookup(resolve, () => true) })
  return new Agent({
    headersTimeout: idleMs,
    bodyTimeout: idleMs,
    pipelining: 0,
    connect(options, callback) {
      const { hostname, protocol, port } = options
      if (permitted(hostname, portOf(protocol, port))) return toAnywhere(options, callback)
      const address = bareAddress(hostname)
      // A socket to a literal address never asks the resolver.
      if (isIP(address) !== 0 && !isPublicAddress(address)) return callback(new JobError('source_refused'), null)
      return toPublic(options, callback)
    },
  })
}

/** Refuses a name if any of its addresses is not acceptable: which one a socket would take is not ours to say. */
export function guardedLookup(resolve: Resolve, acceptable: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses
        if (!first) return callback(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '')
        if (!addresses.every(({ address }) => acceptable(address))) return callback(new JobError('source_refused'), '')
        return options.all ? callback(null, [...addresses]) : callback(null, first.address, first.family)
      },
      (error: Error) => callback(error, ''),
    )
  }
}
