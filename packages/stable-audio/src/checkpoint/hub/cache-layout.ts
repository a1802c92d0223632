/**
 * The folders of the Hugging Face cache, so that every tool on the machine finds the same files:
 *
 *   models--OWNER--NAME/blobs/HASH                  the bytes, named by SHA-256 (large) or by git's hash (small)
 *   models--OWNER--NAME/snapshots/REVISION/PATH     a link to a blob for each file
 *   models--OWNER--NAME/refs/main                   which revision is current
 *   models--OWNER--NAME/.no_exist/REVISION/PATH     empty: the repository is known to lack this file
 */

import { homedir } from 'node:os'
import { join } from 'node:path'

export type Environment = Readonly<Record<string, string | undefined>>

/** The owner of checkpoints that were installed from a folder. */
const LOCAL_OWNER = 'local'

/** Where Hugging Face keeps its own things: the token, and the cache below. */
export function huggingFaceHome(environment: Environment): string {
  const { HF_HOME, XDG_CACHE_HOME } = environment
  return HF_HOME || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'huggingface')
}

/** The folder of the checkpoints, by the same variables that Hugging Face's own tools read. */
export function checkpointCacheFolder(environment: Environment): string {
  return environment.HF_HUB_CACHE || environment.HUGGINGFACE_HUB_CACHE || join(huggingFaceHome(environment), 'hub')
}

export interface RepoFolders {
  readonly folder: string
  readonly blobs: string
  blob(hash: string): string
  /** What has arrived of a blob so far. */
  incomplete(hash: string): string
  snapshot(revision: string): string
  readonly snapshots: string
  readonly mainRef: string
  missingMark(revision: string, path: string): string
}

/** @param repo `owner/name` */
export function repoFolders(cacheFolder: string, repo: string): RepoFolders {
  const folder = join(cacheFolder, `models--${repo.replaceAll('/', '--')}`)
  const blobs = join(folder, 'blobs')
  const snapshots = join(folder, 'snapshots')
  return {
    folder,
    blobs,
    blob: (hash) => join(blobs, hash),
    incomplete: (hash) => join(blobs, `${hash}.incomplete`),
    snapshot: (revision) => join(snapshots, revision),
    snapshots,
    mainRef: join(folder, 'refs', 'main'),
    missingMark: (revision, path) => join(folder, '.no_exist', revision, ...path.split('/')),
  }
}

/** The repository of a checkpoint that was installed from a folder under this name. */
export function localRepo(name: string): string {
  return `${LOCAL_OWNER}/${name}`
}

/** The name of a checkpoint that was installed from a folder, if this folder of the cache is one. */
export function localName(repoFolderName: string): string | undefined {
  const prefix = `models--${LOCAL_OWNER}--`
  return repoFolderName.startsWith(prefix) ? repoFolderName.slice(prefix.length) : undefined
}
