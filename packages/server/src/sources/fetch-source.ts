import { type Agent, type Dispatcher, request } from 'undici'
import { VERSION } from '../version.ts'
import { type HostPermission, permitHosts } from './allowed-hosts.ts'
import { type AgentTimes, guardedAgent, type Resolve, systemResolve } from './guarded-agent.ts'
import { checkSourceUrl } from './source-url.ts'
import { asJobError, reasonOfStatus, unreachable } from './unreachable.ts'

export interface FetchLimits extends AgentTimes {
  /** For the whole fetch, redirects included. */
  readonly totalMs: number
}

export const FETCH_LIMITS: FetchLimits = {
  connectMs: 10_000,
  // A server that says nothing for 20 s is gone; a slow one says something.
  idleMs: 20_000,
  // 200 MiB at 10 Mbit/s take just under three minutes; a worker should not be held longer by one trickle.
  totalMs: 180_000,
}

// Share links hop twice or three times; browsers give up at 20.
const MAX_REDIRECTS = 5

export interface FetchSourceOptions {
  readonly maxBytes: number
  readonly signal: AbortSignal
  /** Hosts that may be private, with or without a port: `nas.local`, `192.168.1.7:8000`. */
  readonly allowedHosts: readonly string[]
  readonly resolve?: Resolve
  readonly limits?: FetchLimits
}

/**
 * Fetches a clip from an address of the caller's choosing: over http or https, from public addresses only, at most
 * `maxBytes` of it, and never decompressed.
 * @throws JobError `source_refused` for an address this server does not fetch from, `source_unreachable` when it gives
 *   no usable file; the reason of `signal` when that aborts
 */
export async function fetchSource(url: string, options: FetchSourceOptions): Promise<Uint8Array> {
  const { signal, maxBytes, allowedHosts, resolve = systemResolve, limits = FETCH_LIMITS } = options
  const permitted = permitHosts(allowedHosts)
  const agent = guardedAgent(permitted, resolve, limits)
  const deadline = AbortSignal.timeout(limits.totalMs)
  try {
    const response = await follow(url, permitted, agent, AbortSignal.any([signal, deadline]))
    return await readBody(response, maxBytes)
  } catch (error) {
    signal.throwIfAborted()
    throw deadline.aborted ? unreachable('the server there is too slow.', error) : asJobError(error)
  } finally {
    await agent.destroy()
  }
}

async function follow(
  text: string,
  permitted: HostPermission,
  dispatcher: Agent,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  let url = checkSourceUrl(text, permitted)
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const response = await request(url, {
      dispatcher,
      signal,
      headers: { accept: 'audio/*, */*;q=0.5', 'accept-encoding': 'identity', 'user-agent': `retimbre/${VERSION}` },
    })
    const { location } = response.headers
    if (response.statusCode < 300 || response.statusCode > 399 || typeof location !== 'string') return response
    response.body.on('error', () => undefined).destroy()
    if (!URL.canParse(location, url.href)) throw unreachable('it redirects to nowhere.')
    url = checkSourceUrl(new URL(location, url).href, permitted)
  }
  throw unreachable('it redirects too often.')
}

async function readBody(response: Dispatcher.ResponseData, maxBytes: number): Promise<Uint8Array> {
  const { statusCode, headers, body } = response
  if (statusCode !== 200) throw unreachable(reasonOfStatus(statusCode))
  // We asked for plain bytes. What comes compressed all the same could unfold to any size.
  if (String(headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity') {
    throw unreachable('it is sent compressed.')
  }
  const tooLarge = () => unreachable(`it is larger than the allowed ${Math.floor(maxBytes / 2 ** 20)} MiB.`)
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge()
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  for await (const chunk of body) {
    sizeBytes += chunk.length
    if (sizeBytes > maxBytes) throw tooLarge()
    chunks.push(chunk)
  }
  if (sizeBytes === 0) throw unreachable('the file is empty.')
  const bytes = Buffer.concat(chunks)
  if (String(headers['content-type']).startsWith('text/html') && /^\s*</.test(bytes.toString('latin1', 0, 64))) {
    throw unreachable('it leads to a web page, not to an audio file.')
  }
  return bytes
}
