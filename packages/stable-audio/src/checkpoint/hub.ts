/**
 * Brings a published checkpoint onto this machine, into the Hugging Face cache, from wherever it is nearest: files that
 * are there, files of another repository, what is left of a broken download, and last the hub.
 */

import { mkdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { StableAudioError } from '../errors.ts'
import { downloadBytes, type PublishedCheckpoint, type TextFile, type WeightFile } from './catalogue.ts'
import { checkToken } from './hub/access-token.ts'
import { type RepoFolders, repoFolders } from './hub/cache-layout.ts'
import { ensureRoom, type FreeBytes, freeBytesOfDisk } from './hub/disk-space.ts'
import { downloadWeight } from './hub/download-weight.ts'
import { DEFAULT_ENDPOINT, endpointUrl } from './hub/endpoint.ts'
import { fetchText } from './hub/fetch-text.ts'
import { gitBlobHash } from './hub/file-hash.ts'
import type { HubFetch } from './hub/hub-fetch.ts'
import { type InstalledCheckpoint, installedPublished } from './hub/installed.ts'
import { type AcceptLicence, ensureAcceptance } from './hub/licence-acceptance.ts'
import { INTO_BLOBS, INTO_SNAPSHOT, type Placing, placeFile } from './hub/place-file.ts'
import { exists, foreignWeight, hasText, ownWeight } from './hub/present-files.ts'
import { lockRepo } from './hub/repo-lock.ts'
import { isUnwritable, isVerified, recordVerified } from './hub/repo-record.ts'
import type { RetryEvent, Sleep } from './hub/retry.ts'

export interface PullOptions {
  readonly checkpoint: PublishedCheckpoint
  readonly cacheFolder: string
  readonly acceptLicence: AcceptLicence
  /** May go through a proxy; decides how long a silent server is waited for. */
  readonly fetch: HubFetch
  readonly signal: AbortSignal
  /** Goes to the endpoint alone, and only over an encrypted line or inside this machine. */
  readonly token?: string | undefined
  /** A mirror of the hub. */
  readonly endpoint?: string | undefined
  readonly now?: () => Date
  readonly sleep?: Sleep
  readonly freeBytes?: FreeBytes
  /** How a file comes into a snapshot, the preferred way first. */
  readonly placings?: readonly Placing[]
}

export type PullProgress =
  /** Told once, when it is known what is to be done. */
  | { readonly stage: 'plan'; readonly downloadBytes: number; readonly freeBytes: number; readonly folder: string }
  /** `doneBytes` of `totalBytes` of the whole checkpoint are here; `path` is what is coming in. */
  | { readonly stage: 'download'; readonly path: string; readonly doneBytes: number; readonly totalBytes: number }
  /** The file is read to check its SHA-256. */
  | { readonly stage: 'verify'; readonly path: string; readonly doneBytes: number; readonly totalBytes: number }
  /** The bytes were found in another repository and are shared with it. */
  | { readonly stage: 'shared'; readonly path: string; readonly from: string }
  | RetryEvent

/** One pull, with every choice made. */
interface Pull extends Required<Omit<PullOptions, 'token' | 'endpoint'>> {
  readonly hub: { readonly endpoint: string; readonly token: string | undefined; readonly fetch: HubFetch }
  readonly folders: RepoFolders
  readonly totalBytes: number
}

/**
 * Installs a checkpoint, or the rest of one. A pull that was stopped in any way goes on where it was; a complete one
 * makes no request.
 * @throws StableAudioError `option_out_of_range`, `licence_not_accepted`, `download_refused`, `download_failed`
 * @example
 * for await (const progress of pullCheckpoint({ checkpoint: publishedCheckpoint('small-music'), … })) show(progress)
 */
export async function* pullCheckpoint(options: PullOptions): AsyncGenerator<PullProgress, InstalledCheckpoint> {
  const { checkpoint, cacheFolder, acceptLicence, fetch, token, endpoint = DEFAULT_ENDPOINT } = options
  checkToken(token)
  endpointUrl(endpoint)
  const { now = () => new Date(), placings = INTO_SNAPSHOT, freeBytes = freeBytesOfDisk } = options
  const sleep: Sleep = options.sleep ?? ((milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }))
  const pull: Pull = {
    ...{ checkpoint, cacheFolder, acceptLicence, fetch, now, sleep, placings, freeBytes, signal: options.signal },
    hub: { endpoint, token, fetch },
    folders: repoFolders(cacheFolder, checkpoint.repo),
    totalBytes: downloadBytes(checkpoint),
  }
  await ensureAcceptance(pull)
  const unlock = await lockUnlessWhole(pull)
  if (unlock === undefined) {
    const [damaged] = yield* takeWhatIsHere(pull)
    if (damaged) throw unwritable(pull, `${damaged.path} is damaged, and `)
    yield await plan(pull, [])
    return installedPublished(checkpoint, cacheFolder)
  }
  try {
    yield* install(pull)
  } finally {
    await unlock()
  }
  return installedPublished(checkpoint, cacheFolder)
}

/** Nothing where nothing has to be written: whoever may only read a cache needs no lock to find it whole. */
async function lockUnlessWhole({ checkpoint, cacheFolder, folders }: Pull): Promise<(() => Promise<void>) | undefined> {
  const { complete, published } = await installedPublished(checkpoint, cacheFolder)
  if (complete && published && (await areKnown(checkpoint, folders))) return undefined
  try {
    return await lockRepo(folders.folder)
  } catch (error) {
    if (!isUnwritable(error)) throw error
    if (complete && published) return undefined
    throw unwritable({ folders })
  }
}

const unwritable = ({ folders }: Pick<Pull, 'folders'>, reason = ''): StableAudioError =>
  new StableAudioError('download_failed', `${reason}${folders.folder} may not be written to; choose another folder`)

/** Whether nothing is left to hash, fetch or note. */
async function areKnown({ revision, weights, texts }: PublishedCheckpoint, folders: RepoFolders): Promise<boolean> {
  for (const { path, sha256 } of weights) {
    if (!(await isVerified(folders.folder, sha256, join(folders.snapshot(revision), path)))) return false
  }
  for (const text of texts) if (!(await hasText(folders, revision, text))) return false
  return exists(folders.mainRef)
}

async function* install(pull: Pull): AsyncGenerator<PullProgress, void> {
  const { checkpoint, folders } = pull
  await mkdir(folders.blobs, { recursive: true })
  const missing = yield* takeWhatIsHere(pull)
  yield await plan(pull, missing)
  // The small files first: a refusal comes before the large ones, and their sum is nothing.
  for (const file of checkpoint.texts) yield* installText(pull, file)
  let doneBytes = pull.totalBytes - missing.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  for (const file of missing) {
    yield* installWeight(pull, file, doneBytes)
    doneBytes += file.sizeBytes
  }
  if (!(await exists(folders.mainRef))) {
    await mkdir(dirname(folders.mainRef), { recursive: true })
    await writeFile(folders.mainRef, checkpoint.revision)
  }
}

/** Puts every large file that this machine has in its place; ends with those that it lacks. */
async function* takeWhatIsHere(pull: Pull): AsyncGenerator<PullProgress, WeightFile[]> {
  const { checkpoint, cacheFolder, folders, signal } = pull
  const missing: WeightFile[] = []
  for (const file of checkpoint.weights) {
    const own = yield* told(ownWeight(folders, checkpoint.revision, file, signal), file)
    if (own !== undefined) {
      await placeInSnapshot(pull, own, file.path)
      continue
    }
    const from = yield* told(foreignWeight(cacheFolder, file, signal), file)
    if (from === undefined) {
      missing.push(file)
      continue
    }
    await placeFile(from, folders.blob(file.sha256), INTO_BLOBS)
    await recordVerified(folders.folder, file.sha256, folders.blob(file.sha256))
    await placeInSnapshot(pull, folders.blob(file.sha256), file.path)
    yield { stage: 'shared', path: file.path, from }
  }
  return missing
}

async function* told<Result>(
  steps: AsyncGenerator<{ stage: 'verify'; path: string; fileBytes: number }, Result>,
  { sizeBytes }: WeightFile,
): AsyncGenerator<PullProgress, Result> {
  for (;;) {
    const step = await steps.next()
    if (step.done) return step.value
    const { path, fileBytes } = step.value
    yield { stage: 'verify', path, doneBytes: fileBytes, totalBytes: sizeBytes }
  }
}

/** @throws StableAudioError `download_failed` when it does not fit on the disk */
async function plan({ folders, cacheFolder, freeBytes }: Pull, missing: readonly WeightFile[]): Promise<PullProgress> {
  let bytes = 0
  for (const { sha256, sizeBytes } of missing) {
    const begun = await stat(folders.incomplete(sha256)).catch(() => undefined)
    bytes += Math.max(0, sizeBytes - (begun?.size ?? 0))
  }
  const free = await freeBytes(cacheFolder)
  ensureRoom(bytes, free, cacheFolder)
  return { stage: 'plan', downloadBytes: bytes, freeBytes: free, folder: folders.folder }
}

async function* installText(pull: Pull, file: TextFile): AsyncGenerator<PullProgress, void> {
  const { checkpoint, folders, hub, sleep, signal } = pull
  if (await hasText(folders, checkpoint.revision, file)) return
  const bytes = yield* fetchText({ hub, checkpoint, file, sleep, signal })
  if (bytes === undefined) {
    const mark = folders.missingMark(checkpoint.revision, file.path)
    await mkdir(dirname(mark), { recursive: true })
    await writeFile(mark, '')
    return
  }
  const blob = folders.blob(gitBlobHash(bytes))
  await writeFile(blob, bytes)
  await placeInSnapshot(pull, blob, file.path)
}

async function* installWeight(pull: Pull, file: WeightFile, before: number): AsyncGenerator<PullProgress, void> {
  const { folders, totalBytes } = pull
  for await (const event of downloadWeight({ ...pull, file })) {
    if (event.stage === 'retry') yield event
    else {
      const { stage, path, fileBytes } = event
      if (stage === 'download') yield { stage, path, doneBytes: before + fileBytes, totalBytes }
      else yield { stage, path, doneBytes: fileBytes, totalBytes: file.sizeBytes }
    }
  }
  await placeInSnapshot(pull, folders.blob(file.sha256), file.path)
}

async function placeInSnapshot({ checkpoint, folders, placings }: Pull, from: string, path: string): Promise<void> {
  await placeFile(from, join(folders.snapshot(checkpoint.revision), path), placings)
}
