import { Readable } from 'node:stream'
import { ServerError } from '../../errors.ts'
import { readableSize } from '../../readable-size.ts'
import { derivedKeys } from '../../store/file-keys.ts'
import type { FileStore } from '../../store/files.ts'

/** A file store in a map, with the promises of the port: atomic, no overwriting, nothing beyond the limit. */
export function memoryFiles(): FileStore & { readonly contents: Map<string, Uint8Array> } {
  const contents = new Map<string, Uint8Array>()
  const read = async (key: string): Promise<Uint8Array> => {
    const bytes = contents.get(key)
    if (!bytes) throw new Error(`no file ${key}`)
    return bytes
  }
  return {
    contents,
    read,
    async put(key, body, maxBytes, minBytes = 0) {
      if (contents.has(key)) throw new ServerError('file_exists')
      const bytes = await collect(body, maxBytes)
      if (bytes.length < minBytes) throw new ServerError('size_mismatch')
      if (contents.has(key)) throw new ServerError('file_exists')
      contents.set(key, bytes)
      return { key, sizeBytes: bytes.length }
    },
    async stat(key) {
      const bytes = contents.get(key)
      return bytes && { key, sizeBytes: bytes.length }
    },
    async open(key, range) {
      const bytes = await read(key)
      return Readable.from([range ? bytes.subarray(range.start, range.end + 1) : bytes])
    },
    async delete(key) {
      for (const one of [key, ...derivedKeys(key)]) contents.delete(one)
    },
  }
}

async function collect(body: Readable | Uint8Array, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  for await (const chunk of body instanceof Uint8Array ? [body] : body) {
    sizeBytes += chunk.length
    if (sizeBytes > maxBytes) throw new ServerError('file_too_large', { limit: readableSize(maxBytes) })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
