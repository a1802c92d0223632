/**
 * Files that are computed from a checkpoint and kept, so that the next process need not compute them: int8 matrices, the
 * text encoder in fp32. A file is named by what it was made from, and appears under its name complete or not at all.
 */

import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, rmSync, statSync } from 'node:fs'
import { mkdir, rename, rm } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { TensorSource } from './tensor-source.ts'

export interface WriteProgress {
  readonly writtenBytes: number
  readonly totalBytes: number
}

/** Beside the folder of Hugging Face, which other tools clean up. */
export function defaultDerivedFolder(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  return join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'retimbre', 'derived')
}

/**
 * Says which numbers a file was made from: where each tensor lies, in a file of which size and age, and its first row,
 * since a checkpoint that was trained further has the same shapes.
 * @param recipe  what is made of them, and in which form
 * @returns 40 hexadecimal digits
 */
export function derivedIdentity(tensors: TensorSource, keys: readonly string[], recipe: string): string {
  const hash = createHash('sha256').update(`${recipe}\n`)
  const ages = new Map<string, readonly [size: number, mtimeMs: number]>()
  for (const key of keys) {
    const { path, byteOffset, byteLength, storage, shape } = tensors.get(key)
    hash.update(JSON.stringify([key, storage, shape, byteOffset, byteLength, ageOf(path)]))
    hash.update(new Uint8Array(tensors.readFloat32(key, [0, 1]).buffer))
  }
  return hash.digest('hex').slice(0, 40)

  function ageOf(path: string): readonly [size: number, mtimeMs: number] {
    const known = ages.get(path)
    if (known) return known
    const { size, mtimeMs } = statSync(path)
    ages.set(path, [size, mtimeMs])
    return [size, mtimeMs]
  }
}

/** Leaves nothing behind when `write` fails, or when whoever listens stops. */
export async function* writeDerived(
  path: string,
  write: (temporaryPath: string) => AsyncGenerator<WriteProgress, void>,
): AsyncGenerator<WriteProgress, void> {
  const folder = dirname(path)
  await mkdir(folder, { recursive: true })
  sweepParts(folder)
  const temporary = `${path}.${randomUUID()}${PART}`
  let isComplete = false
  try {
    yield* write(temporary)
    await rename(temporary, path)
    isComplete = true
  } finally {
    if (!isComplete) await rm(temporary, { force: true })
  }
}

const PART = '.part'

// 1 day: the largest checkpoint takes minutes to write, so nobody writes to a part that is older. Too short deletes what
// another process is writing; too long only leaves the part of a process that was killed where it is.
const PART_LIVES_MS = 24 * 60 * 60 * 1000

/** Deletes what processes that were killed have left behind; a file that is gone or may not be deleted is left alone. */
function sweepParts(folder: string): void {
  const oldest = Date.now() - PART_LIVES_MS
  for (const name of readdirSync(folder).filter((entry) => entry.endsWith(PART))) {
    const path = join(folder, name)
    try {
      if (statSync(path).mtimeMs < oldest) rmSync(path, { force: true })
    } catch {}
  }
}
