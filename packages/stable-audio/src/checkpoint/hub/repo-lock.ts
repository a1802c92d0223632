import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { StableAudioError } from '../../errors.ts'

const LOCK_FILE = 'retimbre.lock'

// 20 s: six beats fit into the grace, so that a busy disk or two clocks that differ by a minute do no harm.
const HEARTBEAT_MS = 20_000
// 2 min: of a process on another machine nothing is known but when it was last heard of. Too short spoils a download,
// which the hash then tells; too long makes somebody wait after a crash.
const GRACE_MS = 120_000

/** Who holds a lock. */
interface Holder {
  readonly host: string
  readonly pid: number
  /** When the process began, as the kernel counts; a pid alone is given again, and in a container it is often the same. */
  readonly started?: string | undefined
}

/**
 * Keeps a second download out of a repository until the returned function is called: two that append to one file
 * spoil it. The lock of a process that is gone is taken over, and of one on another machine when it was not heard of
 * for two minutes; were two to take it over at once, the hash would tell.
 * @throws StableAudioError `download_failed` when somebody else is at it
 */
export async function lockRepo(repoFolder: string): Promise<() => Promise<void>> {
  const file = join(repoFolder, LOCK_FILE)
  const own = JSON.stringify(thisProcess())
  await mkdir(repoFolder, { recursive: true })
  for (;;) {
    try {
      await writeFile(file, own, { flag: 'wx' })
      return keepAlive(file, own)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const found = await readLock(file)
    if (found === undefined) continue
    if (isHeld(found)) {
      throw new StableAudioError(
        'download_failed',
        `${nameOf(found.holder)} is installing the same checkpoint; if that is not so, delete ${file}`,
      )
    }
    await remove(file, found.text)
  }
}

/** @returns what ends it */
function keepAlive(file: string, own: string): () => Promise<void> {
  const beat = setInterval(() => {
    const now = new Date()
    utimes(file, now, now).catch(() => undefined)
  }, HEARTBEAT_MS)
  beat.unref()
  return async () => {
    clearInterval(beat)
    await remove(file, own)
  }
}

interface FoundLock {
  readonly text: string
  /** Undefined for the lock of another version. */
  readonly holder: Holder | undefined
  readonly silentMs: number
}

async function readLock(file: string): Promise<FoundLock | undefined> {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(file, 'utf8'), stat(file)])
    return { text, holder: holderOf(text), silentMs: Date.now() - mtimeMs }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function holderOf(text: string): Holder | undefined {
  try {
    const value = JSON.parse(text) as Partial<Holder> | null
    if (typeof value !== 'object' || typeof value?.host !== 'string' || !Number.isInteger(value.pid)) return undefined
    return value as Holder
  } catch {
    return undefined
  }
}

function isHeld({ holder, silentMs }: FoundLock): boolean {
  if (holder?.host !== hostname()) return silentMs < GRACE_MS
  if (!isAlive(holder.pid)) return false
  const started = startOf(holder.pid)
  return started === undefined || holder.started === undefined ? silentMs < GRACE_MS : started === holder.started
}

/** Removes the lock that was looked at, and puts back one that somebody else has made in the meantime. */
async function remove(file: string, text: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`
  try {
    await rename(file, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  if ((await readFile(aside, 'utf8')) !== text) await link(aside, file).catch(() => undefined)
  await rm(aside, { force: true })
}

const thisProcess = (): Holder => ({ host: hostname(), pid: process.pid, started: startOf(process.pid) })

const nameOf = (holder: Holder | undefined): string =>
  holder === undefined ? 'another process' : `process ${holder.pid} on ${holder.host}`

/** Field 22 of `/proc/PID/stat`; the name before it may hold spaces and brackets. Only Linux has it. */
function startOf(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  if (pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it lives, under another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
