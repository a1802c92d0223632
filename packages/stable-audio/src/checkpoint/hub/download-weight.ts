import { open, rename, rm, stat } from 'node:fs/promises'
import { StableAudioError } from '../../errors.ts'
import type { PublishedCheckpoint, WeightFile } from '../catalogue.ts'
import type { RepoFolders } from './cache-layout.ts'
import { sha256OfFile } from './file-hash.ts'
import { type HubOptions, requestFile } from './hub-client.ts'
import type { HubResponse } from './hub-fetch.ts'
import { reasonOf } from './network-error.ts'
import { recordVerified } from './repo-record.ts'
import { type RetryCount, type RetryEvent, type Sleep, waitForRetry } from './retry.ts'
import { TransientFailure } from './transient-failure.ts'

// 256 KiB: a bar that moves four times a second at 1 MB/s, and no more than 40 000 events for the largest file.
const EVENT_BYTES = 1 << 18

export type WeightEvent =
  | { readonly stage: 'download' | 'verify'; readonly path: string; readonly fileBytes: number }
  | RetryEvent

export interface WeightDownload {
  readonly hub: HubOptions
  readonly checkpoint: PublishedCheckpoint
  readonly file: WeightFile
  readonly folders: RepoFolders
  readonly sleep: Sleep
  readonly signal: AbortSignal
}

/**
 * Brings one large file into `blobs/`, going on where an earlier attempt stopped. Bytes that do not have the published
 * hash are deleted and fetched once more: a part from another tool may be full of holes.
 * @throws StableAudioError `download_refused`, `download_failed`
 */
export async function* downloadWeight(download: WeightDownload): AsyncGenerator<WeightEvent, void> {
  const { file, folders } = download
  const incomplete = folders.incomplete(file.sha256)
  for (let attempt = 1; attempt <= 2; attempt += 1) {
    yield* fetchBytes(download, incomplete)
    if (yield* matches(download, incomplete)) {
      await rename(incomplete, folders.blob(file.sha256))
      await recordVerified(folders.folder, file.sha256, folders.blob(file.sha256))
      return
    }
    await rm(incomplete, { force: true })
  }
  throw new StableAudioError(
    'download_failed',
    `${file.path} arrived twice with other bytes than the published ones (SHA-256 ${file.sha256}); the mirror or a proxy changes it`,
  )
}

async function* matches({ file, signal }: WeightDownload, incomplete: string): AsyncGenerator<WeightEvent, boolean> {
  if ((await sizeOf(incomplete)) !== file.sizeBytes) return false
  const hashing = sha256OfFile(incomplete, signal)
  for (;;) {
    const step = await hashing.next()
    if (step.done) return step.value === file.sha256
    yield { stage: 'verify', path: file.path, fileBytes: step.value }
  }
}

async function* fetchBytes(download: WeightDownload, incomplete: string): AsyncGenerator<WeightEvent, void> {
  const { file, sleep, signal } = download
  const count: RetryCount = { failures: 0, inAll: 0 }
  let beyondEnd = 0
  if ((await sizeOf(incomplete)) > file.sizeBytes) await rm(incomplete)
  for (;;) {
    const present = await sizeOf(incomplete)
    if (present >= file.sizeBytes) return
    try {
      yield* fetchOnce(download, incomplete, present)
    } catch (error) {
      signal.throwIfAborted()
      beyondEnd = error instanceof NothingBeyond ? beyondEnd + 1 : 0
      // Once may be a server between two others of a mirror that has not got the file yet.
      if (beyondEnd >= 2) await rm(incomplete, { force: true })
      if ((await sizeOf(incomplete)) > present) count.failures = 0
      yield* waitForRetry(error, count, { path: file.path, sleep, signal })
    }
  }
}

async function* fetchOnce(
  { hub, checkpoint, file, signal }: WeightDownload,
  incomplete: string,
  present: number,
): AsyncGenerator<WeightEvent, void> {
  const response = await requestFile(hub, { checkpoint, path: file.path, fromByte: present, signal })
  try {
    const start = startOf(response, file, present)
    yield* append(response, { file, incomplete, present, start })
  } finally {
    await response.body?.cancel().catch(() => undefined)
  }
}

/** Where in the file the answer begins: where it was asked to, or at 0 when the server knows no ranges. */
function startOf(response: HubResponse, file: WeightFile, present: number): number {
  const { status, headers } = response
  if (status === 404) throw new StableAudioError('download_failed', `the server has no ${file.path} at this revision`)
  if (status === 416) throw new NothingBeyond('the server has no bytes after those that are here')
  const range = status === 206 ? /^bytes (\d+)-\d+\/(\d+)$/.exec(headers.get('content-range') ?? '') : null
  if (status === 206 && Number(range?.[1]) !== present) {
    throw new TransientFailure('the server sent another part of the file than was asked for')
  }
  const offered = range ? Number(range[2]) : Number(headers.get('content-length') ?? file.sizeBytes)
  if (offered !== file.sizeBytes) {
    throw new StableAudioError(
      'download_failed',
      `the server's ${file.path} has ${offered} bytes, the published one ${file.sizeBytes}; it is another file`,
    )
  }
  return range ? present : 0
}

class NothingBeyond extends TransientFailure {}

interface Appending {
  readonly file: WeightFile
  readonly incomplete: string
  /** Bytes that are here. */
  readonly present: number
  /** Where the answer begins; what lies before `present` is passed over. */
  readonly start: number
}

async function* append(
  response: HubResponse,
  { file, incomplete, present, start }: Appending,
): AsyncGenerator<WeightEvent, void> {
  const handle = await open(incomplete, 'a')
  try {
    let passedOver = present - start
    let fileBytes = present
    let told = present
    for await (const chunk of arriving(response)) {
      const fresh = chunk.subarray(Math.min(passedOver, chunk.length))
      passedOver -= chunk.length - fresh.length
      if (fresh.length === 0) continue
      await handle.writeFile(fresh)
      fileBytes += fresh.length
      if (fileBytes > file.sizeBytes) return
      if (fileBytes - told < EVENT_BYTES && fileBytes < file.sizeBytes) continue
      told = fileBytes
      yield { stage: 'download', path: file.path, fileBytes }
    }
    if (fileBytes < file.sizeBytes) throw new TransientFailure('the connection ended early')
    await handle.datasync()
  } finally {
    await handle.close()
  }
}

/** Tells a broken connection, which may be tried again, from a full disk, which may not. */
async function* arriving({ body }: HubResponse): AsyncGenerator<Uint8Array, void> {
  if (!body) throw new TransientFailure('the server sent no bytes')
  try {
    yield* body
  } catch (error) {
    throw new TransientFailure(`the connection broke (${reasonOf(error)})`, { cause: error })
  }
}

async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined)
  return found?.size ?? 0
}
