import { randomUUID } from 'node:crypto'
import { rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { VitalName, Vitals } from './ports.ts'

// 512 MiB: the longest result in 32 bit is 256, and the database needs room for its log and for the row that says so.
const LEAST_FREE_BYTES = 512 * 1024 * 1024

// 1 s: whoever asks more often than that learns nothing new, and anybody may ask.
const REMEMBER_MS = 1_000

interface VitalsOptions {
  /** Rejects when the database does not answer. */
  readonly database: () => Promise<void>
  /** Whether a worker is alive and was heard a moment ago. */
  readonly worker: () => boolean
  readonly dataFolder: string
  readonly monotonicMs: () => number
  readonly leastFreeBytes?: number
}

/** Looks at everything that a task needs from its submit to its result; at most once a second, however many ask. */
export function openVitals(options: VitalsOptions): Vitals {
  const { database, worker, dataFolder, monotonicMs, leastFreeBytes = LEAST_FREE_BYTES } = options
  const checks: Readonly<Record<VitalName, () => Promise<boolean>>> = {
    database: () => succeeds(database()),
    worker: async () => worker(),
    data_folder: () => succeeds(writeTo(dataFolder)),
    disk_space: async () => (await freeBytes(dataFolder)) >= leastFreeBytes,
  }
  const look = async (): Promise<readonly VitalName[]> => {
    const names = Object.keys(checks) as VitalName[]
    const well = await Promise.all(names.map((name) => checks[name]()))
    return names.filter((_, index) => !well[index])
  }
  let latest: { readonly atMs: number; readonly failing: Promise<readonly VitalName[]> } | undefined
  return {
    failing() {
      const nowMs = monotonicMs()
      if (!latest || nowMs - latest.atMs >= REMEMBER_MS) latest = { atMs: nowMs, failing: look() }
      return latest.failing
    },
  }
}

/** A full disk takes an empty file, so there is something in this one. */
async function writeTo(folder: string): Promise<void> {
  const path = join(folder, `.writable-${randomUUID()}`)
  try {
    await writeFile(path, 'yes', { flag: 'wx', mode: 0o600 })
  } finally {
    await rm(path, { force: true })
  }
}

/** 0 where the file system cannot be asked. */
async function freeBytes(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch {
    return 0
  }
}

function succeeds(attempt: Promise<void>): Promise<boolean> {
  return attempt.then(
    () => true,
    () => false,
  )
}
