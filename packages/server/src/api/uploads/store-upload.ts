import type { Readable } from 'node:stream'
import { uploadKey } from '../../store/file-keys.ts'
import type { StoredFile } from '../../store/files.ts'
import type { ApiContext } from '../context.ts'

interface NewUpload {
  readonly filename: string
  readonly body: Readable | Uint8Array
  readonly maxBytes: number
  /** At least so many bytes are known to come. */
  readonly leastBytes: number
}

/** Stores a file that came without a ticket, and records it. A file that cannot be recorded does not stay. */
export async function storeUpload(
  { house, tools }: ApiContext,
  accountId: string,
  { filename, body, maxBytes, leastBytes }: NewUpload,
): Promise<StoredFile> {
  const { files, uploads } = house
  await uploads.requireRoom(accountId, leastBytes)
  const file = await files.put(uploadKey(tools.random, filename), body, maxBytes)
  try {
    await uploads.record(accountId, { fileKey: file.key, filename, sizeBytes: file.sizeBytes })
  } catch (error) {
    await files.delete(file.key)
    throw error
  }
  return file
}
