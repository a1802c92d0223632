import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isStoredKey, STORED_KINDS } from './file-keys.ts'
import type { FileSweep } from './files.ts'
import { ifThere } from './system-error.ts'

/** What the sweep asks of a folder of files, one file a key. Anything may vanish meanwhile. */
export function sweepOf(folder: string, incoming: string): FileSweep {
  return {
    async *storedBefore(time) {
      for (const kind of STORED_KINDS) {
        for (const random of await namesIn(join(folder, kind))) {
          for (const name of await namesIn(join(folder, kind, random))) {
            const key = `${kind}/${random}/${name}`
            if (isStoredKey(key) && (await wasWrittenBefore(join(folder, key), time))) yield key
          }
        }
      }
    },

    async removeUnfinished(time) {
      for (const name of await namesIn(incoming)) {
        const path = join(incoming, name)
        if (await wasWrittenBefore(path, time)) await rm(path, { force: true })
      }
    },
  }
}

async function wasWrittenBefore(path: string, time: Date): Promise<boolean> {
  const stats = await ifThere(stat(path))
  return stats?.isFile() === true && stats.mtime < time
}

async function namesIn(path: string): Promise<readonly string[]> {
  return (await ifThere(readdir(path))) ?? []
}
