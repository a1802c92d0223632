import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

// 1 MiB: large enough that hashing, not reading, is what takes the time.
const READ_BYTES = 1 << 20

/** Yields how many bytes have been read; ends with the SHA-256 of the whole file, in hexadecimal. */
export async function* sha256OfFile(path: string, signal: AbortSignal): AsyncGenerator<number, string> {
  const hash = createHash('sha256')
  let doneBytes = 0
  for await (const chunk of createReadStream(path, { highWaterMark: READ_BYTES })) {
    signal.throwIfAborted()
    const bytes = chunk as Buffer
    hash.update(bytes)
    doneBytes += bytes.length
    yield doneBytes
  }
  return hash.digest('hex')
}

/** What the cache calls a small file by. */
export const GIT_HASH = /^[0-9a-f]{40}$/

/** What git, and so the hub, calls a small file of these bytes. */
export function gitBlobHash(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}
