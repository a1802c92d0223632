/** Which checkpoints this machine has: published ones, whoever fetched them, and those installed from a folder. */

import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join, resolve, sep } from 'node:path'
import { StableAudioError } from '../../errors.ts'
import { isCheckpointName, PUBLISHED_CHECKPOINTS, type PublishedCheckpoint, publishedCheckpoint } from '../catalogue.ts'
import { localName, localRepo, type RepoFolders, repoFolders } from './cache-layout.ts'
import { exists, hasSize } from './present-files.ts'

export interface InstalledCheckpoint {
  /** What it is asked for by. */
  readonly name: string
  /** Holds `model.safetensors`, `model_config.json` and the text encoder. */
  readonly folder: string
  /** What is there of it. */
  readonly sizeBytes: number
  /** `owner/name`; the owner of one that was installed from a folder is `local`. */
  readonly repo: string
  readonly revision: string
  /** For a person. */
  readonly licence: string
  /** False: a file is missing or cut short, and a pull would bring it. */
  readonly complete: boolean
  /** The published bytes of the revision that this software knows. */
  readonly published: boolean
}

/** What cannot be missing, with its size where one is published. */
interface NeededFile {
  readonly path: string
  readonly sizeBytes?: number
}

/** Without these nothing can be rendered. */
export const CHECKPOINT_PATHS: readonly string[] = [
  'model.safetensors',
  'model_config.json',
  't5gemma-b-b-ul2/model.safetensors',
  't5gemma-b-b-ul2/config.json',
  't5gemma-b-b-ul2/tokenizer.json',
]

/** Those that can be opened, each name once: the published bytes come before files installed under the same name. */
export async function installedCheckpoints(
  cacheFolder: string,
  catalogue: readonly PublishedCheckpoint[] = PUBLISHED_CHECKPOINTS,
): Promise<InstalledCheckpoint[]> {
  const complete = (await cachedCheckpoints(cacheFolder, catalogue)).filter((each) => each.complete)
  return complete.filter(({ name }, index) => complete.findIndex((other) => other.name === name) === index)
}

/** Everything that is there, the incomplete too; published ones first, in the order of the catalogue. */
export async function cachedCheckpoints(
  cacheFolder: string,
  catalogue: readonly PublishedCheckpoint[] = PUBLISHED_CHECKPOINTS,
): Promise<InstalledCheckpoint[]> {
  const found: InstalledCheckpoint[] = []
  for (const checkpoint of catalogue) {
    if (await exists(repoFolders(cacheFolder, checkpoint.repo).snapshots)) {
      found.push(await installedPublished(checkpoint, cacheFolder))
    }
  }
  const folders = await readdir(cacheFolder).catch((): string[] => [])
  for (const name of folders.sort().flatMap((folder) => localName(folder) ?? [])) {
    const local = await installedLocal(name, cacheFolder)
    if (local) found.push(local)
  }
  return found
}

/**
 * The folder of a checkpoint, by its name or by the folder itself. The published bytes of a name come before files that
 * were installed under it.
 * @throws StableAudioError `checkpoint_not_found` saying how it is installed
 */
export async function findCheckpoint(
  nameOrFolder: string,
  cacheFolder: string,
): Promise<{ readonly name: string; readonly folder: string }> {
  if (await exists(join(nameOrFolder, 'model_config.json'))) {
    return { name: basename(resolve(nameOrFolder)), folder: resolve(nameOrFolder) }
  }
  if (nameOrFolder.includes(sep) && !nameOrFolder.startsWith('stabilityai/')) {
    throw new StableAudioError('checkpoint_not_found', `there is no model_config.json in ${nameOrFolder}`)
  }
  const short = nameOrFolder.replace(/^(stabilityai\/)?stable-audio-3-/, '')
  const cached = (await cachedCheckpoints(cacheFolder)).filter(({ name }) => name === short)
  const found = cached.find(({ complete }) => complete)
  if (found) return found
  if (!isCheckpointName(short)) publishedCheckpoint(nameOrFolder)
  const begun = cached.length > 0
  throw new StableAudioError(
    'checkpoint_not_found',
    `${short} is ${begun ? 'installed only in part' : 'not installed'}; run: retimbre pull ${short}`,
  )
}

/** Says `complete: false` where there is nothing. */
export async function installedPublished(
  checkpoint: PublishedCheckpoint,
  cacheFolder: string,
): Promise<InstalledCheckpoint> {
  const { name, repo, licences } = checkpoint
  const folders = repoFolders(cacheFolder, repo)
  const revision = await revisionOf(checkpoint, folders)
  const published = revision === checkpoint.revision
  const needed = neededOf(checkpoint)
  const files = published ? needed : needed.map(({ path }) => ({ path }))
  return {
    ...{ name, repo, revision, published },
    ...(await stateOf(folders.snapshot(revision), files)),
    licence: licences.map((licence) => licence.name).join(' and '),
  }
}

/** The revision we know when it is whole, else one that is, by whatever tool; the one we know when none is. */
async function revisionOf(checkpoint: PublishedCheckpoint, folders: RepoFolders): Promise<string> {
  const { revision } = checkpoint
  if ((await stateOf(folders.snapshot(revision), neededOf(checkpoint))).complete) return revision
  const revisions = await readdir(folders.snapshots).catch((): string[] => [])
  for (const other of revisions.filter((each) => each !== revision)) {
    if ((await stateOf(folders.snapshot(other), neededAnywhere())).complete) return other
  }
  return revision
}

const neededOf = ({ weights, texts }: PublishedCheckpoint): NeededFile[] => [
  ...weights,
  ...texts.filter((text) => text.required),
]

/** What was installed from a folder under this name. */
export async function installedLocal(name: string, cacheFolder: string): Promise<InstalledCheckpoint | undefined> {
  const repo = localRepo(name)
  const folders = repoFolders(cacheFolder, repo)
  const revision = (await readFile(folders.mainRef, 'utf8').catch(() => '')).trim()
  if (revision === '') return undefined
  const state = await stateOf(folders.snapshot(revision), neededAnywhere())
  return { ...{ name, repo, revision, ...state }, licence: 'that of its own files', published: false }
}

const neededAnywhere = (): NeededFile[] => CHECKPOINT_PATHS.map((path) => ({ path }))

async function stateOf(
  folder: string,
  files: readonly NeededFile[],
): Promise<{ folder: string; sizeBytes: number; complete: boolean }> {
  let sizeBytes = 0
  let complete = true
  for (const { path, sizeBytes: wanted } of files) {
    const file = join(folder, path)
    sizeBytes += (await stat(file).catch(() => undefined))?.size ?? 0
    complete &&= wanted === undefined ? await exists(file) : await hasSize(file, wanted)
  }
  return { folder, sizeBytes, complete }
}
