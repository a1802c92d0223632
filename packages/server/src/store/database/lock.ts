import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { StoreError } from '../../errors.ts'
import { type HeartbeatLimits, isTouched, keepTouching } from './lock-heartbeat.ts'
import { type Holder, isAlive, isFromHere, parseHolder, thisProcess } from './lock-holder.ts'

const LOCK_FILE = 'lock'

// A takeover is three file operations; who meets one looks again shortly.
const TAKEOVER_RETRY_MS = 5

export interface FolderLock {
  /** Lets others in. */
  unlock(): Promise<void>
  /** Resolves when somebody else has taken the folder, because this process stood still: it must not write any more. */
  readonly taken: Promise<void>
}

/**
 * Keeps every other process out of a data folder. PGlite has no lock of its own, and two writers destroy the data. The lock
 * of a process that is gone is taken over: at once when its number can be looked up here, and after 15 s without a sign of
 * life when it came from another container or machine.
 * @throws StoreError `folder_in_use`
 */
export async function lockFolder(folder: string, limits: HeartbeatLimits = {}): Promise<FolderLock> {
  const file = join(folder, LOCK_FILE)
  const nonce = String(process.hrtime.bigint())
  const mine = join(folder, `${LOCK_FILE}.${process.pid}.${nonce}`)
  const content = JSON.stringify({ ...(await thisProcess()), nonce })
  await writeFile(mine, content)
  try {
    while (!(await claim(mine, file))) await removeIfStale(folder, file, mine, limits)
  } finally {
    await rm(mine, { force: true })
  }
  let stopTouching = (): void => {}
  const taken = new Promise<void>((resolve) => {
    stopTouching = keepTouching(file, content, resolve, limits)
  })
  return {
    taken,
    async unlock() {
      stopTouching()
      if ((await contentOf(file)) === content) await rm(file, { force: true })
    },
  }
}

/** A hard link appears whole or not at all, so nobody reads half a lock. */
async function claim(mine: string, file: string): Promise<boolean> {
  try {
    await link(mine, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/**
 * Judges the lock first, which may take a while, and removes it then if it is still the same. Only whoever holds the
 * takeover lock removes it, so a fresh one is never taken for the stale one.
 */
async function removeIfStale(folder: string, file: string, mine: string, limits: HeartbeatLimits): Promise<void> {
  const judged = await contentOf(file)
  if (judged === undefined) return
  const holder = await livingHolder(judged, file, limits)
  if (holder) throw new StoreError('folder_in_use', { folder, pid: String(holder.pid) })
  const takeover = `${file}.takeover`
  if (!(await claim(mine, takeover))) {
    const other = await contentOf(takeover)
    if (other !== undefined && !(await livingHolder(other, takeover, limits))) await rm(takeover, { force: true })
    await setTimeout(TAKEOVER_RETRY_MS)
    return
  }
  try {
    if ((await contentOf(file)) === judged) await rm(file, { force: true })
  } finally {
    await rm(takeover, { force: true })
  }
}

/** Who wrote a lock, if it lives. What nobody can read was written by nobody. */
async function livingHolder(content: string, file: string, limits: HeartbeatLimits): Promise<Holder | undefined> {
  const holder = parseHolder(content)
  if (!holder) return undefined
  const lives = (await isFromHere(holder)) ? await isAlive(holder) : await isTouched(file, limits)
  return lives ? holder : undefined
}

const contentOf = (file: string): Promise<string | undefined> => readFile(file, 'utf8').catch(() => undefined)
