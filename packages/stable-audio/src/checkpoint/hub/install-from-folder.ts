import { createHash } from 'node:crypto'
import { mkdir, readdir, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { StableAudioError } from '../../errors.ts'
import { PUBLISHED_CHECKPOINTS, type PublishedCheckpoint } from '../catalogue.ts'
import { localRepo, type RepoFolders, repoFolders } from './cache-layout.ts'
import { ensureRoom, type FreeBytes, freeBytesOfDisk } from './disk-space.ts'
import { sha256OfFile } from './file-hash.ts'
import { type InstalledCheckpoint, installedCheckpoints, installedLocal, installedPublished } from './installed.ts'
import { type AcceptLicence, ensureAcceptance } from './licence-acceptance.ts'
import { COPIED_INTO_BLOBS, INTO_BLOBS, INTO_SNAPSHOT, type Placing, placeFile } from './place-file.ts'
import { exists } from './present-files.ts'
import { lockRepo } from './repo-lock.ts'
import { recordVerified } from './repo-record.ts'
import { tryCheckpoint } from './try-checkpoint.ts'

const MODEL_FILES: readonly string[] = ['model.safetensors', 'model_config.json']

/** Many fine-tunes come without them; they are then taken from a checkpoint that is installed. */
const TEXT_ENCODER_FILES: readonly string[] = [
  't5gemma-b-b-ul2/model.safetensors',
  't5gemma-b-b-ul2/tokenizer.json',
  't5gemma-b-b-ul2/config.json',
]

const OPTIONAL_FILES: readonly string[] = [
  't5gemma-b-b-ul2/tokenizer_config.json',
  'LICENSE.md',
  'LICENSE_GEMMA.md',
  'NOTICE',
]

export interface FolderInstallOptions {
  /** A published name, or one of the caller's own for a fine-tune. */
  readonly name: string
  readonly from: string
  readonly cacheFolder: string
  /** Asked when the files turn out to be the published ones. */
  readonly acceptLicence: AcceptLicence
  readonly signal: AbortSignal
  readonly now?: () => Date
  readonly freeBytes?: FreeBytes
  readonly catalogue?: readonly PublishedCheckpoint[]
}

export interface FolderInstallProgress {
  readonly stage: 'verify'
  readonly path: string
  readonly doneBytes: number
  /** Of this file. */
  readonly totalBytes: number
}

/** A file of the folder, or of another checkpoint, on its way into the cache. */
interface FoundFile {
  readonly path: string
  readonly from: string
  readonly sha256: string
  /** A file of the cache may share its bytes; one from outside is copied. */
  readonly ways: readonly Placing[]
}

/**
 * Installs a copy of a checkpoint in a folder; where the disk can clone files it costs no room. Files that are the
 * published ones are installed as such; others under a repository of their own, so that nobody takes them for the
 * published.
 * @throws StableAudioError `checkpoint_not_found`, `licence_not_accepted`, `download_failed` when there is no room or
 *   somebody else is at it, and whatever opening the checkpoint throws
 */
export async function* installFromFolder(
  options: FolderInstallOptions,
): AsyncGenerator<FolderInstallProgress, InstalledCheckpoint> {
  const { name, cacheFolder, acceptLicence, now = () => new Date(), catalogue = PUBLISHED_CHECKPOINTS } = options
  checkName(name)
  const sources = await findSources(options)
  await tryCheckpoint(sources, cacheFolder)
  const files: FoundFile[] = []
  const cache = `${await realpath(cacheFolder)}${sep}`
  for (const [path, from] of sources) {
    const ways = from.startsWith(cache) ? INTO_BLOBS : COPIED_INTO_BLOBS
    files.push({ path, from, ways, sha256: yield* hashOf(path, from, options.signal) })
  }
  const published = catalogue.find((each) => each.name === name && isPublished(each, files))
  if (published) await ensureAcceptance({ checkpoint: published, cacheFolder, acceptLicence, now })
  const folders = repoFolders(cacheFolder, published?.repo ?? localRepo(name))
  const revision = published?.revision ?? revisionOf(files)
  const unlock = await lockRepo(folders.folder)
  try {
    await checkRoom(folders, files, options)
    await place(folders, revision, files)
    if (!published) await forgetOthers(folders, revision, files)
  } finally {
    await unlock()
  }
  if (published) return installedPublished(published, cacheFolder)
  const installed = await installedLocal(name, cacheFolder)
  if (!installed) throw new StableAudioError('checkpoint_not_found', `${name} vanished while it was installed`)
  return installed
}

function checkName(name: string): void {
  if (/^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$/.test(name) && name.length <= 64) return
  throw new StableAudioError(
    'option_out_of_range',
    `a checkpoint's name is at most 64 letters and digits with single ".", "_" or "-" between them, not "${name}"`,
  )
}

/** Path in the checkpoint → the file that will stand there. */
async function findSources({ from, cacheFolder }: FolderInstallOptions): Promise<Map<string, string>> {
  const sources = new Map<string, string>()
  for (const path of [...MODEL_FILES, ...TEXT_ENCODER_FILES, ...OPTIONAL_FILES]) {
    const file = join(from, path)
    if (await exists(file)) sources.set(path, await realpath(file))
  }
  for (const path of MODEL_FILES) {
    if (!sources.has(path)) throw new StableAudioError('checkpoint_not_found', `there is no ${path} in ${from}`)
  }
  const lacking = TEXT_ENCODER_FILES.filter((path) => !sources.has(path))
  if (lacking.length === 0) return sources
  const [donor] = await installedCheckpoints(cacheFolder)
  if (!donor) {
    throw new StableAudioError(
      'checkpoint_not_found',
      `there is no ${lacking[0]} in ${from}, and no installed checkpoint to take it from`,
    )
  }
  for (const path of lacking) sources.set(path, await realpath(join(donor.folder, path)))
  return sources
}

async function* hashOf(path: string, from: string, signal: AbortSignal): AsyncGenerator<FolderInstallProgress, string> {
  const { size: totalBytes } = await stat(from)
  const hashing = sha256OfFile(from, signal)
  for (;;) {
    const step = await hashing.next()
    if (step.done) return step.value
    yield { stage: 'verify', path, doneBytes: step.value, totalBytes }
  }
}

function isPublished({ weights }: PublishedCheckpoint, files: readonly FoundFile[]): boolean {
  return weights.every((weight) => files.some((file) => file.path === weight.path && file.sha256 === weight.sha256))
}

/** As long as a commit, and another for other bytes. */
function revisionOf(files: readonly FoundFile[]): string {
  const list = files.map(({ path, sha256 }) => `${sha256}  ${path}\n`).sort()
  return createHash('sha256').update(list.join('')).digest('hex').slice(0, 40)
}

async function checkRoom(
  folders: RepoFolders,
  files: readonly FoundFile[],
  { cacheFolder, freeBytes = freeBytesOfDisk }: FolderInstallOptions,
): Promise<void> {
  let bytes = 0
  for (const { from, sha256, ways } of files) {
    if (ways === COPIED_INTO_BLOBS && !(await exists(folders.blob(sha256)))) bytes += (await stat(from)).size
  }
  ensureRoom(bytes, await freeBytes(cacheFolder), cacheFolder)
}

async function place(folders: RepoFolders, revision: string, files: readonly FoundFile[]): Promise<void> {
  for (const { path, from, sha256, ways } of files) {
    await placeFile(from, folders.blob(sha256), ways)
    await recordVerified(folders.folder, sha256, folders.blob(sha256))
    await placeFile(folders.blob(sha256), join(folders.snapshot(revision), path), INTO_SNAPSHOT)
  }
  await mkdir(dirname(folders.mainRef), { recursive: true })
  await writeFile(folders.mainRef, revision)
}

/** What was installed under this name before gives way. */
async function forgetOthers(folders: RepoFolders, revision: string, files: readonly FoundFile[]): Promise<void> {
  for (const other of await readdir(folders.snapshots)) {
    if (other !== revision) await rm(folders.snapshot(other), { recursive: true, force: true })
  }
  const kept = new Set(files.map(({ sha256 }) => sha256))
  for (const blob of await readdir(folders.blobs)) {
    if (!kept.has(blob)) await rm(folders.blob(blob), { force: true })
  }
}
