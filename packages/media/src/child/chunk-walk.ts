import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { type ChunkLayout, chunkLayout, SIGNATURE_BYTES } from './chunk-layouts.ts'

// 50,000: ten minutes of film in fragments of a tenth of a second have 42,000 atoms. FFmpeg takes 2 to 4 µs a chunk, so
// the most that is let through costs a fifth of a second; 200 MB of zeros behind a WAV would be 25 million chunks.
const MAX_CHUNKS = 50_000

const WINDOW_BYTES = 65_536

/**
 * Where a file has to be cut so that no more than `maxChunks` chunks are left; undefined when it has fewer.
 *
 * FFmpeg reads chunk after chunk until the end of the file, at a system call each and without an upper bound, so that
 * zeros behind a WAV (each eight are an empty chunk) or empty atoms behind an MP4 would cost half a second a megabyte.
 */
export function endOfChunks(path: string, maxChunks = MAX_CHUNKS): number | undefined {
  const file = openSync(path, 'r')
  try {
    const size = fstatSync(file).size
    const head = windowOver(file)
    const start = id3Length(head(0, 10))
    const layout = chunkLayout(head(start, SIGNATURE_BYTES))
    return layout === undefined ? undefined : walk(layout, start, size, head, maxChunks)
  } finally {
    closeSync(file)
  }
}

function walk(layout: ChunkLayout, start: number, size: number, head: HeadReader, maxChunks: number) {
  let offset = start + layout.start
  for (let chunks = 0; chunks < maxChunks; chunks++) {
    if (offset + layout.headBytes > size) return undefined
    offset = layout.next(head(offset, layout.headBytes), offset)
  }
  return offset < size ? offset : undefined
}

/** Gives the bytes at an offset; zeros stand for what lies behind the end. Valid until the next call. */
type HeadReader = (offset: number, length: number) => Buffer

/** Reads a window at a time: heads that lie close together cost one system call. */
function windowOver(file: number): HeadReader {
  const bytes = Buffer.alloc(WINDOW_BYTES)
  let start = Number.NEGATIVE_INFINITY
  return (offset, length) => {
    if (offset < start || offset + length > start + WINDOW_BYTES) {
      bytes.fill(0, readSync(file, bytes, 0, WINDOW_BYTES, offset))
      start = offset
    }
    return bytes.subarray(offset - start, offset - start + length)
  }
}

/** Length of the ID3 tag at the beginning, which FFmpeg skips before every format; its size has seven bits a byte. */
function id3Length(head: Buffer): number {
  if (head.toString('latin1', 0, 3) !== 'ID3') return 0
  return 10 + head.subarray(6, 10).reduce((size, byte) => size * 128 + (byte & 0x7f), 0)
}
