/** Which files of a checkpoint are on this machine already, whoever brought them. */

import { readdir, readFile, realpath, rm, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { TextFile, WeightFile } from '../catalogue.ts'
import type { RepoFolders } from './cache-layout.ts'
import { GIT_HASH, gitBlobHash, sha256OfFile } from './file-hash.ts'
import { isVerified, recordVerified } from './repo-record.ts'

export interface VerifyEvent {
  readonly stage: 'verify'
  readonly path: string
  readonly fileBytes: number
}

/**
 * Looks for the bytes among this repository's own files; a file of the right size with other bytes is removed.
 * @returns the file, or nothing
 */
export async function* ownWeight(
  folders: RepoFolders,
  revision: string,
  file: WeightFile,
  signal: AbortSignal,
): AsyncGenerator<VerifyEvent, string | undefined> {
  // In the snapshot, where a tool that could not link has put the file itself.
  for (const path of [folders.blob(file.sha256), join(folders.snapshot(revision), file.path)]) {
    if (yield* hasBytes(folders.folder, path, file, signal)) return path
    if (await hasSize(path, file.sizeBytes)) await rm(path, { force: true })
  }
  return undefined
}

/** Looks for the bytes in the other repositories of the cache: the text encoder is the same in all of them. */
export async function* foreignWeight(
  cacheFolder: string,
  file: WeightFile,
  signal: AbortSignal,
): AsyncGenerator<VerifyEvent, string | undefined> {
  const names = await readdir(cacheFolder).catch((): string[] => [])
  for (const name of names.filter((each) => each.startsWith('models--'))) {
    const folder = join(cacheFolder, name)
    const path = join(folder, 'blobs', file.sha256)
    if (yield* hasBytes(folder, path, file, signal)) return path
  }
  return undefined
}

/** Size first, and the hash only if it was never checked or the file has changed since. */
async function* hasBytes(
  repoFolder: string,
  path: string,
  file: WeightFile,
  signal: AbortSignal,
): AsyncGenerator<VerifyEvent, boolean> {
  if (!(await hasSize(path, file.sizeBytes))) return false
  if (await isVerified(repoFolder, file.sha256, path)) return true
  const hashing = sha256OfFile(path, signal)
  for (;;) {
    const step = await hashing.next()
    if (step.done) {
      if (step.value === file.sha256) await recordVerified(repoFolder, file.sha256, path)
      return step.value === file.sha256
    }
    yield { stage: 'verify', path: file.path, fileBytes: step.value }
  }
}

/** True as well where the repository is known to lack a file that it may lack. */
export async function hasText(folders: RepoFolders, revision: string, file: TextFile): Promise<boolean> {
  const path = join(folders.snapshot(revision), file.path)
  const bytes = await readFile(path).catch(() => undefined)
  if (bytes === undefined) return !file.required && exists(folders.missingMark(revision, file.path))
  const name = basename(await realpath(path))
  // A file that is no link has a name that says nothing.
  const rightBytes = !GIT_HASH.test(name) || name === gitBlobHash(bytes)
  return rightBytes && (file.sizeBytes === undefined || bytes.length === file.sizeBytes)
}

export async function hasSize(path: string, sizeBytes: number): Promise<boolean> {
  const found = await stat(path).catch(() => undefined)
  return found?.size === sizeBytes
}

export async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined)) !== undefined
}
