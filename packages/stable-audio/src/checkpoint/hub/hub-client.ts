import { StableAudioError } from '../../errors.ts'
import type { PublishedCheckpoint } from '../catalogue.ts'
import { endpointUrl, hasCredentials, isPrivateLine } from './endpoint.ts'
import type { HubFetch, HubResponse } from './hub-fetch.ts'
import { codeOf, isNetworkError, reasonOf } from './network-error.ts'
import { type RefusalFacts, refusal } from './refusal.ts'
import { TransientFailure } from './transient-failure.ts'

// The hub redirects once or twice; more is a loop.
const MAX_REDIRECTS = 5

const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308]

/** Request timeout, too early, too many requests, and what a server says when it is not well. */
const TRANSIENT: readonly number[] = [408, 425, 429, 500, 502, 503, 504]

export interface HubOptions {
  /** The hub or a mirror of it, e.g. `https://huggingface.co`. */
  readonly endpoint: string
  readonly token: string | undefined
  readonly fetch: HubFetch
}

export interface HubFileRequest {
  readonly checkpoint: PublishedCheckpoint
  readonly path: string
  /** The rest of the file from here on; a server may send the whole of it all the same (200 instead of 206). */
  readonly fromByte: number
  readonly signal: AbortSignal
}

/**
 * Asks for one file of a checkpoint at its pinned revision. The answer is 200, 206, 404 or 416.
 * @throws StableAudioError `download_refused`, `download_failed`; TransientFailure
 */
export async function requestFile(hub: HubOptions, request: HubFileRequest): Promise<HubResponse> {
  const { checkpoint, path, fromByte, signal } = request
  const origin = endpointUrl(hub.endpoint)
  let url = new URL(`${origin.href}${checkpoint.repo}/resolve/${checkpoint.revision}/${path}`)
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const atHub = url.origin === origin.origin
    const response = await send(hub, url, { atHub, fromByte, signal })
    if (!REDIRECTS.includes(response.status)) return accepted(response, { checkpoint, path, atHub, hub })
    await response.body?.cancel()
    url = redirected(url, response)
  }
  throw new StableAudioError('download_failed', `${path} was redirected more than ${MAX_REDIRECTS} times`)
}

interface Sending {
  readonly atHub: boolean
  readonly fromByte: number
  readonly signal: AbortSignal
}

async function send(hub: HubOptions, url: URL, { atHub, fromByte, signal }: Sending): Promise<HubResponse> {
  const headers: Record<string, string> = { 'accept-encoding': 'identity', 'user-agent': 'retimbre' }
  if (atHub && hub.token !== undefined && isPrivateLine(url)) headers.authorization = `Bearer ${hub.token}`
  if (fromByte > 0) headers.range = `bytes=${fromByte}-`
  try {
    return await hub.fetch(url.href, { headers, redirect: 'manual', signal })
  } catch (error) {
    signal.throwIfAborted()
    if (isNetworkError(error)) {
      throw new TransientFailure(`${url.host} cannot be reached (${reasonOf(error)})`, { cause: error })
    }
    // Without its message and without the error itself, which may quote the token.
    const reason = error instanceof Error ? (codeOf(error) ?? error.name) : typeof error
    throw new StableAudioError('download_failed', `${url.host} cannot be asked (${reason})`)
  }
}

interface Outcome {
  readonly checkpoint: PublishedCheckpoint
  readonly path: string
  /** False: a server that the hub sent us to. */
  readonly atHub: boolean
  readonly hub: HubOptions
}

async function accepted(response: HubResponse, { checkpoint, path, atHub, hub }: Outcome): Promise<HubResponse> {
  const { status } = response
  if (status === 200 || status === 206 || status === 404 || status === 416) return response
  await response.body?.cancel()
  if (status === 401 || status === 403) {
    // The link to a server that holds the bytes is signed and runs out; the hub signs another.
    if (!atHub) throw new TransientFailure(`the link to ${path} has run out (${status})`)
    throw refusal({ checkpoint, status, token: tokenState(hub) })
  }
  if (TRANSIENT.includes(status)) {
    throw new TransientFailure(`the server answered ${status}`, { retryAfterMs: retryAfterMs(response) })
  }
  throw new StableAudioError('download_failed', `the server answered ${status} for ${path}`)
}

function tokenState({ endpoint, token }: HubOptions): RefusalFacts['token'] {
  if (token === undefined) return 'none'
  return isPrivateLine(endpointUrl(endpoint)) ? 'sent' : 'kept back'
}

function redirected(from: URL, response: HubResponse): URL {
  const location = response.headers.get('location')
  if (location === null || !URL.canParse(location, from.href)) {
    throw new StableAudioError('download_failed', `${from.host} redirects to no address`)
  }
  const to = new URL(location, from)
  if (to.protocol !== 'https:' && !(to.protocol === 'http:' && from.protocol === 'http:')) {
    throw new StableAudioError('download_failed', `${from.host} redirects to ${to.host} without encryption`)
  }
  if (hasCredentials(to)) {
    throw new StableAudioError('download_failed', `${from.host} redirects to ${to.host} with a password`)
  }
  return to
}

function retryAfterMs(response: HubResponse): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined
}
