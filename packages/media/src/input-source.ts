import { stat, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { MediaError } from './errors.ts'

/** A file to read: its path, or its bytes. */
export type MediaSource = string | Uint8Array

/**
 * Checks the size and gives a path that a child can open; bytes are put into the job's folder first.
 *
 * @throws MediaError `empty_file`, `too_large`, `unreadable`
 */
export async function materialise(source: MediaSource, folder: string, maxInputBytes: number): Promise<string> {
  const path = typeof source === 'string' ? resolve(source) : join(folder, 'input')
  const byteLength = typeof source === 'string' ? await regularFileSize(path) : source.byteLength
  if (byteLength === 0) throw new MediaError('empty_file')
  if (byteLength > maxInputBytes) throw new MediaError('too_large')
  if (typeof source !== 'string') await writeFile(path, source, { mode: 0o600 })
  return path
}

/** Only regular files: a pipe or a device could keep a reader waiting for ever. */
async function regularFileSize(path: string): Promise<number> {
  const facts = await stat(path).catch((error: Error) => {
    throw new MediaError('unreadable', error.message)
  })
  if (!facts.isFile()) throw new MediaError('unreadable', 'not a regular file')
  return facts.size
}
