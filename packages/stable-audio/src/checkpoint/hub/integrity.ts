import { readFile, realpath } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { PUBLISHED_CHECKPOINTS, type PublishedCheckpoint } from '../catalogue.ts'
import { repoFolders } from './cache-layout.ts'
import { GIT_HASH, gitBlobHash, sha256OfFile } from './file-hash.ts'
import { CHECKPOINT_PATHS, type InstalledCheckpoint } from './installed.ts'
import { forgetVerified, recordVerified } from './repo-record.ts'

export interface IntegrityOptions {
  readonly cacheFolder: string
  readonly signal: AbortSignal
  readonly catalogue?: readonly PublishedCheckpoint[]
}

export interface IntegrityProgress {
  readonly path: string
  readonly doneBytes: number
}

const SHA256 = /^[0-9a-f]{64}$/

/**
 * Reads every byte of an installed checkpoint, which takes seconds for each gigabyte. A file is held to its published
 * hash, or to the hash that the cache calls it by; one that has neither is not looked at.
 * @returns the files that have other bytes; a pull brings them anew
 */
export async function* checkIntegrity(
  installed: InstalledCheckpoint,
  { cacheFolder, signal, catalogue = PUBLISHED_CHECKPOINTS }: IntegrityOptions,
): AsyncGenerator<IntegrityProgress, readonly string[]> {
  const repoFolder = repoFolders(cacheFolder, installed.repo).folder
  const published = installed.published ? catalogue.find(({ repo }) => repo === installed.repo) : undefined
  const damaged: string[] = []
  for (const path of CHECKPOINT_PATHS) {
    const file = join(installed.folder, path)
    const known = published?.weights.find((weight) => weight.path === path)?.sha256
    const wanted = known ?? basename(await realpath(file))
    if (GIT_HASH.test(wanted) && gitBlobHash(await readFile(file)) !== wanted) damaged.push(path)
    if (!SHA256.test(wanted)) continue
    if ((yield* hashOf(path, file, signal)) === wanted) await recordVerified(repoFolder, wanted, file)
    else {
      damaged.push(path)
      await forgetVerified(repoFolder, wanted)
    }
  }
  return damaged
}

async function* hashOf(path: string, file: string, signal: AbortSignal): AsyncGenerator<IntegrityProgress, string> {
  const hashing = sha256OfFile(file, signal)
  for (;;) {
    const step = await hashing.next()
    if (step.done) return step.value
    yield { path, doneBytes: step.value }
  }
}
