import { closeSync, openSync, readSync, writeSync } from 'node:fs'
import { resolve } from 'node:path'
import { endOfChunks } from './chunk-walk.ts'

const BLOCK_BYTES = 1_048_576

/**
 * The path of a file that FFmpeg may open: the one given, or, when that has chunks without end, a copy in the job's
 * folder (the working directory of the child) of as much of it as is worth reading.
 */
export function boundedInput(path: string): string {
  const end = endOfChunks(path)
  if (end === undefined) return path
  const cutPath = resolve('input-cut')
  copyStart(path, cutPath, end)
  return cutPath
}

function copyStart(from: string, to: string, byteLength: number): void {
  const [source, target] = [openSync(from, 'r'), openSync(to, 'wx', 0o600)]
  const block = Buffer.alloc(BLOCK_BYTES)
  try {
    for (let copied = 0; copied < byteLength; ) {
      const length = readSync(source, block, 0, Math.min(BLOCK_BYTES, byteLength - copied), copied)
      if (length === 0) return
      for (let offset = 0; offset < length; ) offset += writeSync(target, block, offset, length - offset)
      copied += length
    }
  } finally {
    closeSync(source)
    closeSync(target)
  }
}
