import { lookup, Resolver } from 'node:dns/promises'

/** Every address of a name. */
export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>

export interface ResolvedAddress {
  readonly address: string
  readonly family: number
}

/** As the system knows them, with its hosts file and all. */
export const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true })

// 3 s, twice: a name server that is there answers in milliseconds, and all of it must fit into one attempt.
const DNS_LIMITS = { timeout: 3_000, tries: 2 }

/**
 * As the name servers know them. It needs none of the few threads that `lookup` shares with every file operation of the
 * process, so names that resolve slowly hold nothing up; but it knows nothing of a hosts file.
 */
export const dnsResolve: Resolve = async (hostname) => {
  const resolver = new Resolver(DNS_LIMITS)
  const [v4, v6] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)])
  if (v4.status === 'rejected' && v6.status === 'rejected') throw v4.reason
  return [...addressesOf(v4, 4), ...addressesOf(v6, 6)]
}

function addressesOf(answer: PromiseSettledResult<readonly string[]>, family: number): readonly ResolvedAddress[] {
  return answer.status === 'fulfilled' ? answer.value.map((address) => ({ address, family })) : []
}
