import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { StableAudioError } from '../../errors.ts'

/** How many bytes may still be written where this folder lies; the folder need not exist. */
export type FreeBytes = (folder: string) => Promise<number>

// 256 MB: a disk that is full to the last byte stops more than a download.
const RESERVE_BYTES = 256e6

export const freeBytesOfDisk: FreeBytes = async (folder) => {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch (error) {
    const parent = dirname(folder)
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && parent !== folder) return freeBytesOfDisk(parent)
    throw error
  }
}

/** @throws StableAudioError `download_failed` */
export function ensureRoom(neededBytes: number, freeBytes: number, folder: string): void {
  if (neededBytes === 0 || neededBytes + RESERVE_BYTES <= freeBytes) return
  throw new StableAudioError(
    'download_failed',
    `it needs ${gigabytes(neededBytes)} and ${folder} has room for ${gigabytes(Math.max(0, freeBytes - RESERVE_BYTES))}; make room, or choose another folder`,
  )
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(2)} GB`
