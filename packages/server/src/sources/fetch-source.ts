import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { JobError } from '../errors.ts'
import { REASONS } from '../reasons.ts'
import { fill } from '../sentence.ts'
import { VERSION } from '../version.ts'
import { permitHosts } from './allowed-hosts.ts'
import { guardedRequest, type RequestTimes } from './guarded-request.ts'
import { type Resolve, systemResolve } from './resolve.ts'
import { checkSourceUrl } from './source-url.ts'
import { asJobError, reasonOfStatus, unreachable } from './unreachable.ts'

export interface FetchLimits extends RequestTimes {
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
 * `maxBytes` of it, and never decompressed. It goes into a file as it comes, so whoever sends without end takes no memory.
 * @param use  is given the file's path; the file goes when this is done
 * @throws JobError `source_refused` for an address this server does not fetch from, `source_unreachable` when it gives
 *   no usable file, `internal` when the file cannot be written; the reason of `signal` when that aborts
 */
export async function fetchSource<T>(
  url: string,
  options: FetchSourceOptions,
  use: (path: string) => Promise<T>,
): Promise<T> {
  const folder = await onDisk(mkdtemp(join(tmpdir(), 'source-')))
  try {
    const path = join(folder, 'clip')
    await fetchInto(path, url, options)
    return await use(path)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function fetchInto(path: string, url: string, options: FetchSourceOptions): Promise<void> {
  const { signal, maxBytes, limits = FETCH_LIMITS } = options
  const deadline = AbortSignal.timeout(limits.totalMs)
  try {
    const answer = await follow(url, { ...options, limits, signal: AbortSignal.any([signal, deadline]) })
    try {
      await saveBody(answer, path, maxBytes)
    } finally {
      answer.destroy()
    }
  } catch (error) {
    signal.throwIfAborted()
    throw deadline.aborted ? unreachable(REASONS.slow_there, error) : asJobError(error)
  }
}

const HEADERS = {
  accept: 'audio/*, */*;q=0.5',
  'accept-encoding': 'identity',
  'user-agent': `retimbre/${VERSION}`,
} as const

async function follow(
  text: string,
  {
    allowedHosts,
    resolve = systemResolve,
    signal,
    limits: times,
  }: FetchSourceOptions & { readonly limits: FetchLimits },
): Promise<IncomingMessage> {
  const permitted = permitHosts(allowedHosts)
  let url = checkSourceUrl(text, permitted)
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const answer = await guardedRequest(url, { method: 'GET', headers: HEADERS, permitted, resolve, times, signal })
    const { location } = answer.headers
    const { statusCode = 0 } = answer
    if (statusCode < 300 || statusCode > 399 || location === undefined) return answer
    answer.destroy()
    if (!URL.canParse(location, url.href)) throw unreachable(REASONS.redirect_to_nowhere)
    url = checkSourceUrl(new URL(location, url).href, permitted)
  }
  throw unreachable(REASONS.redirects)
}

async function saveBody(answer: IncomingMessage, path: string, maxBytes: number): Promise<void> {
  const { statusCode = 0, headers } = answer
  if (statusCode !== 200) throw unreachable(reasonOfStatus(statusCode))
  // We asked for plain bytes. What comes compressed all the same could unfold to any size.
  if (String(headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity') {
    throw unreachable(REASONS.compressed)
  }
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes)
  const file = await onDisk(open(path, 'wx', 0o600))
  try {
    const beginning = await saveChunks(answer, file, maxBytes)
    if (beginning.length === 0) throw unreachable(REASONS.empty)
    if (String(headers['content-type']).startsWith('text/html') && /^\s*</.test(beginning.toString('latin1'))) {
      throw unreachable(REASONS.web_page)
    }
  } finally {
    await file.close()
  }
}

/** Enough to tell a web page by. */
const BEGINNING_BYTES = 64

/** Returns the first bytes. */
async function saveChunks(chunks: AsyncIterable<Uint8Array>, file: FileHandle, maxBytes: number): Promise<Buffer> {
  let beginning = Buffer.alloc(0)
  let sizeBytes = 0
  for await (const chunk of chunks) {
    sizeBytes += chunk.length
    if (sizeBytes > maxBytes) throw tooLarge(maxBytes)
    if (beginning.length < BEGINNING_BYTES) beginning = Buffer.concat([beginning, chunk.subarray(0, BEGINNING_BYTES)])
    // Unlike `write`, this goes on until the whole chunk is written, or fails: a full disk may take a part of it.
    await onDisk(file.writeFile(chunk))
  }
  return beginning
}

function tooLarge(maxBytes: number): JobError {
  return unreachable(fill(REASONS.larger_there, { limit: Math.floor(maxBytes / 2 ** 20) }))
}

/** Trouble with our own disk is not the sender's. */
async function onDisk<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw new JobError('internal', {}, { cause: error })
  }
}
