import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { openCheckpoint } from '../open.ts'
import { INTO_TEMPORARY, placeFile } from './place-file.ts'

/**
 * Opens the files of a checkpoint as they will lie together, before any of them is hashed or copied.
 * @param sources  path in the checkpoint → the file
 * @throws StableAudioError as opening a checkpoint does
 */
export async function tryCheckpoint(sources: ReadonlyMap<string, string>, cacheFolder: string): Promise<void> {
  await mkdir(cacheFolder, { recursive: true })
  // In the cache, where hard links of its files are possible.
  const folder = await mkdtemp(join(cacheFolder, 'retimbre-check-'))
  try {
    for (const [path, file] of sources) await placeFile(file, join(folder, path), INTO_TEMPORARY)
    const checkpoint = await openCheckpoint(folder)
    checkpoint.close()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
