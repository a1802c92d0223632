/** A hub on loopback: it answers from one port and sends large files from another, as the real one does. */

import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { PublishedCheckpoint } from '../catalogue.ts'
import { gitBlobHash } from './file-hash.ts'

export const GOOD_TOKEN = 'hf_goodtokengoodtoken'
export const STRANGERS_TOKEN = 'hf_tokenofonewhodidnotagree'

export interface SeenRequest {
  readonly server: 'hub' | 'cdn'
  readonly path: string
  readonly authorization: string | undefined
  readonly range: string | undefined
  sentBytes: number
}

/** What the next answer of the CDN does instead of sending the file. */
export type Mishap =
  | { readonly kind: 'break'; readonly afterBytes: number }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string }
  | { readonly kind: 'other bytes' }
  | { readonly kind: 'no ranges'; readonly breakAfterBytes?: number }

export interface LoopbackHub {
  readonly endpoint: string
  readonly checkpoint: PublishedCheckpoint
  readonly files: Map<string, Buffer>
  readonly requests: SeenRequest[]
  readonly mishaps: Mishap[]
  /** Only those who agreed may download. */
  gated: boolean
  /** Requests for a path, of the CDN if it is a large file. */
  sentBytesOf(path: string): number[]
  close(): Promise<void>
}

const WEIGHT_BYTES = 700_000

/** Looks random and is always the same. */
function weightBytes(seed: number, length = WEIGHT_BYTES): Buffer {
  const bytes = Buffer.alloc(length)
  let state = seed
  for (let index = 0; index < length; index += 1) {
    state = (Math.imul(1_664_525, state) + 1_013_904_223) >>> 0
    bytes[index] = state >>> 24
  }
  return bytes
}

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const TEXT_ENCODER = 't5gemma-b-b-ul2/model.safetensors'

/** A repository of the published shape; the text encoder is the same whatever the seed. */
function repository(seed: number): Map<string, Buffer> {
  return new Map([
    ['model.safetensors', weightBytes(seed)],
    [TEXT_ENCODER, weightBytes(999, 400_000)],
    ['model_config.json', Buffer.from(`{"seed": ${seed}}`)],
    ['t5gemma-b-b-ul2/config.json', Buffer.from('{}')],
    ['t5gemma-b-b-ul2/tokenizer.json', weightBytes(998, 50_000)],
    ['t5gemma-b-b-ul2/tokenizer_config.json', Buffer.from('{"a": 1}')],
    ['LICENSE.md', Buffer.from('the licence')],
  ])
}

const isLarge = (path: string): boolean => path.endsWith('.safetensors') || path.endsWith('tokenizer.json')

function catalogueEntry(name: PublishedCheckpoint['name'], files: ReadonlyMap<string, Buffer>): PublishedCheckpoint {
  const entries = [...files].map(([path, bytes]) => ({ path, sizeBytes: bytes.length, sha256: sha256(bytes) }))
  return {
    name,
    repo: `stabilityai/stable-audio-3-${name}`,
    revision: sha256(Buffer.from(name)).slice(0, 40),
    description: 'A tiny one.',
    maxSeconds: 120,
    memoryBytes: 1,
    family: 'stable-audio-3',
    licences: [{ name: 'Test Licence', url: 'https://example.org/licence' }],
    weights: entries.filter(({ path }) => isLarge(path)),
    texts: [
      ...entries
        .filter(({ path }) => path.endsWith('.json') && !isLarge(path))
        .map(({ path, sizeBytes }) => ({ path, sizeBytes, required: true })),
      { path: 'LICENSE.md', required: false },
      { path: 'NOTICE', required: false },
    ],
  }
}

export async function openLoopbackHub(
  name: PublishedCheckpoint['name'] = 'small-music',
  seed = 1,
): Promise<LoopbackHub> {
  const files = repository(seed)
  const requests: SeenRequest[] = []
  const mishaps: Mishap[] = []
  const cdn = createServer((request, response) => {
    sendLarge(files, mishaps, note(requests, 'cdn', request), response)
  })
  const cdnOrigin = await listen(cdn)
  const checkpoint = catalogueEntry(name, files)
  const hub = createServer((request, response) => {
    const seen = note(requests, 'hub', request)
    const status = state.gated ? gate(seen) : undefined
    if (status !== undefined) {
      response.writeHead(status).end()
      return
    }
    const prefix = `/${checkpoint.repo}/resolve/${checkpoint.revision}/`
    if (seen.path.startsWith(prefix)) point(files, seen.path.slice(prefix.length), cdnOrigin, response)
    else sendSmall(files, seen, response)
  })
  const endpoint = await listen(hub)
  const state: LoopbackHub = {
    ...{ endpoint, checkpoint, files, requests, mishaps, gated: false },
    sentBytesOf: (path) =>
      requests.filter((each) => each.server === 'cdn' && each.path === `/bytes/${path}`).map((each) => each.sentBytes),
    close: async () => {
      await Promise.all([hub, cdn].map(stop))
    },
  }
  return state
}

function gate({ authorization }: SeenRequest): number | undefined {
  if (authorization === `Bearer ${GOOD_TOKEN}`) return undefined
  return authorization === `Bearer ${STRANGERS_TOKEN}` ? 403 : 401
}

function note(requests: SeenRequest[], server: SeenRequest['server'], request: IncomingMessage): SeenRequest {
  const { authorization, range } = request.headers
  const seen: SeenRequest = { server, path: request.url ?? '', authorization, range, sentBytes: 0 }
  requests.push(seen)
  return seen
}

/** The hub's own answer: where the bytes are. Large ones lie on another server, small ones on this. */
function point(files: ReadonlyMap<string, Buffer>, path: string, cdnOrigin: string, response: ServerResponse): void {
  const bytes = files.get(path)
  if (!bytes) response.writeHead(404, { 'x-error-code': 'EntryNotFound' }).end()
  else if (isLarge(path)) {
    const headers = { 'x-linked-etag': `"${sha256(bytes)}"`, 'x-linked-size': bytes.length }
    response.writeHead(302, { ...headers, location: `${cdnOrigin}/bytes/${path}` }).end()
  } else response.writeHead(307, { location: `/api/resolve-cache/${path}` }).end()
}

function sendSmall(files: ReadonlyMap<string, Buffer>, seen: SeenRequest, response: ServerResponse): void {
  const bytes = files.get(seen.path.replace('/api/resolve-cache/', ''))
  if (!bytes) response.writeHead(404).end()
  else response.writeHead(200, { etag: `"${gitBlobHash(bytes)}"`, 'content-length': bytes.length }).end(bytes)
}

function sendLarge(
  files: ReadonlyMap<string, Buffer>,
  mishaps: Mishap[],
  seen: SeenRequest,
  response: ServerResponse,
): void {
  const whole = files.get(seen.path.replace('/bytes/', '')) ?? Buffer.alloc(0)
  const mishap = mishaps.shift()
  if (mishap?.kind === 'status') {
    response.writeHead(mishap.status, mishap.retryAfter === undefined ? {} : { 'retry-after': mishap.retryAfter }).end()
    return
  }
  const asked = mishap?.kind === 'no ranges' ? undefined : /^bytes=(\d+)-$/.exec(seen.range ?? '')?.[1]
  const start = Number(asked ?? 0)
  const bytes = (mishap?.kind === 'other bytes' ? Buffer.alloc(whole.length) : whole).subarray(start)
  const range = { 'content-range': `bytes ${start}-${whole.length - 1}/${whole.length}` }
  response.writeHead(asked === undefined ? 200 : 206, {
    'content-length': bytes.length,
    ...(asked !== undefined && range),
  })
  const sent = bytes.subarray(0, sentBeforeBreak(mishap) ?? bytes.length)
  seen.sentBytes = sent.length
  if (sent.length === bytes.length) response.end(sent)
  else response.write(sent, () => setImmediate(() => response.destroy()))
}

function sentBeforeBreak(mishap: Mishap | undefined): number | undefined {
  if (mishap?.kind === 'break') return mishap.afterBytes
  return mishap?.kind === 'no ranges' ? mishap.breakAfterBytes : undefined
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
