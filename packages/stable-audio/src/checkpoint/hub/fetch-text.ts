import { StableAudioError } from '../../errors.ts'
import type { PublishedCheckpoint, TextFile } from '../catalogue.ts'
import { gitBlobHash } from './file-hash.ts'
import { type HubOptions, requestFile } from './hub-client.ts'
import type { HubResponse } from './hub-fetch.ts'
import { reasonOf } from './network-error.ts'
import { type RetryEvent, type Sleep, waitForRetry } from './retry.ts'
import { TransientFailure } from './transient-failure.ts'

// 1 MiB: twenty times the largest of them; a page of HTML from a captive portal must not fill the memory.
const MAX_TEXT_BYTES = 1 << 20

export interface TextRequest {
  readonly hub: HubOptions
  readonly checkpoint: PublishedCheckpoint
  readonly file: TextFile
  readonly sleep: Sleep
  readonly signal: AbortSignal
}

/**
 * One small file, whole. Ends with nothing where the repository lacks a file that it may lack.
 * @throws StableAudioError `download_refused`, `download_failed`
 */
export async function* fetchText(request: TextRequest): AsyncGenerator<RetryEvent, Buffer | undefined> {
  const { file, sleep, signal } = request
  const count = { failures: 0, inAll: 0 }
  for (;;) {
    try {
      return await fetchOnce(request)
    } catch (error) {
      signal.throwIfAborted()
      yield* waitForRetry(error, count, { path: file.path, sleep, signal })
    }
  }
}

async function fetchOnce({ hub, checkpoint, file, signal }: TextRequest): Promise<Buffer | undefined> {
  const response = await requestFile(hub, { checkpoint, path: file.path, fromByte: 0, signal })
  if (response.status === 404) {
    await response.body?.cancel()
    if (!file.required) return undefined
    throw new StableAudioError('download_failed', `the server has no ${file.path} at this revision`)
  }
  const bytes = await readWhole(response, file)
  check(bytes, file, response.headers.get('x-linked-etag') ?? response.headers.get('etag'))
  return bytes
}

async function readWhole({ body }: HubResponse, { path }: TextFile): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  try {
    for await (const chunk of body ?? []) {
      sizeBytes += chunk.length
      if (sizeBytes > MAX_TEXT_BYTES) break
      chunks.push(chunk)
    }
  } catch (error) {
    throw new TransientFailure(`the connection broke (${reasonOf(error)})`, { cause: error })
  }
  if (sizeBytes <= MAX_TEXT_BYTES) return Buffer.concat(chunks)
  throw new StableAudioError('download_failed', `the server's ${path} is far larger than the published one`)
}

/** By the published size, and by git's hash where the server tells it. */
function check(bytes: Buffer, { path, sizeBytes }: TextFile, etag: string | null): void {
  const told = /^(?:W\/)?"?([0-9a-f]{40})"?$/.exec(etag ?? '')?.[1]
  const rightSize = sizeBytes === undefined || bytes.length === sizeBytes
  if (rightSize && (told === undefined || told === gitBlobHash(bytes))) return
  throw new TransientFailure(`${path} arrived with other bytes than the published ones`)
}
