import { randomBytes } from 'node:crypto'
import { type FileHandle, link, mkdir, open, readFile, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { ServerError, StoreError } from '../errors.ts'
import { readableSize } from '../readable-size.ts'
import { derivedKeys, isStoredKey } from './file-keys.ts'
import type { FileStore, FileSweep } from './files.ts'
import { sweepOf } from './local-files-sweep.ts'
import { ifThere, isSystemError } from './system-error.ts'

/** Where bodies arrive; whatever is here when the store opens was left by a crash. */
const INCOMING_FOLDER = '.incoming'

/**
 * Files in a local folder, one file a key. A body is written aside, flushed to the disk, and only then given its name,
 * by a hard link, because that fails when the name is taken where a rename would overwrite.
 */
export async function openLocalFiles(folder: string): Promise<FileStore & FileSweep> {
  const incoming = join(folder, INCOMING_FOLDER)
  await rm(incoming, { recursive: true, force: true })
  await mkdir(incoming, { recursive: true, mode: 0o700 })
  return connectLocalFiles(folder)
}

/** The same files for a second process, which must leave alone what the first is receiving. */
export function connectLocalFiles(folder: string): FileStore & FileSweep {
  const incoming = join(folder, INCOMING_FOLDER)
  const pathOf = (key: string): string => join(folder, key)

  return {
    ...sweepOf(folder, incoming),

    async put(key, body, maxBytes, minBytes = 0) {
      if (!isStoredKey(key)) throw new StoreError('bad_file_key', { key })
      const target = pathOf(key)
      // A body that breaks off while its file is being opened must not end the process: the loop that reads it will see.
      if (body instanceof Readable) body.on('error', () => {})
      const aside = join(incoming, randomBytes(16).toString('hex'))
      try {
        const sizeBytes = await writeDurably(aside, body instanceof Readable ? body : [body], maxBytes)
        if (sizeBytes < minBytes) throw new ServerError('size_mismatch')
        await mkdir(dirname(target), { recursive: true, mode: 0o700 })
        await link(aside, target)
        await flushFolder(dirname(target))
        return { key, sizeBytes }
      } catch (error) {
        throw isSystemError(error, 'EEXIST') ? new ServerError('file_exists') : error
      } finally {
        await rm(aside, { force: true })
        if (body instanceof Readable) body.destroy()
      }
    },

    async stat(key) {
      const stats = isStoredKey(key) ? await ifThere(stat(pathOf(key))) : undefined
      return stats?.isFile() ? { key, sizeBytes: stats.size } : undefined
    },

    async open(key, range) {
      const handle = await orNotFound(key, (path) => open(path, 'r'))
      return handle.createReadStream(range ? { start: range.start, end: range.end } : {})
    },

    read: (key) => orNotFound(key, (path) => readFile(path)),

    async delete(key) {
      if (!isStoredKey(key)) return
      for (const one of [key, ...derivedKeys(key)]) {
        await rm(pathOf(one), { force: true })
        // The key's own folder goes with its last file.
        await rmdir(dirname(pathOf(one))).catch(() => {})
      }
    },
  }

  async function orNotFound<T>(key: string, read: (path: string) => Promise<T>): Promise<T> {
    if (!isStoredKey(key)) throw new ServerError('not_found')
    try {
      return await read(pathOf(key))
    } catch (error) {
      throw isSystemError(error, 'ENOENT') ? new ServerError('not_found') : error
    }
  }
}

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

async function writeDurably(path: string, chunks: Chunks, maxBytes: number): Promise<number> {
  const file = await open(path, 'wx', 0o600)
  try {
    const sizeBytes = await writeCapped(file, chunks, maxBytes)
    await file.sync()
    return sizeBytes
  } finally {
    await file.close()
  }
}

async function writeCapped(file: FileHandle, chunks: Chunks, maxBytes: number): Promise<number> {
  let sizeBytes = 0
  for await (const chunk of chunks) {
    sizeBytes += chunk.byteLength
    if (sizeBytes > maxBytes) throw new ServerError('file_too_large', { limit: readableSize(maxBytes) })
    // Unlike `write`, this goes on until the whole chunk is written, or fails: a full disk may take a part of it.
    await file.writeFile(chunk)
  }
  return sizeBytes
}

/** So that the new name, too, survives a power cut. */
async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
