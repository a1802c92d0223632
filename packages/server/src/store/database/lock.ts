import { link, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { StoreError } from '../../errors.ts'

const LOCK_FILE = 'lock'

// A takeover is three file operations; who meets one looks again shortly.
const TAKEOVER_RETRY_MS = 5

interface Holder {
  readonly pid: number
  /** When the process was born, as its system tells it; tells a process from a later one with the same pid. */
  readonly birth: string
}

/**
 * Keeps every other process out of a data folder until the returned function is called. PGlite has no lock of its own,
 * and two writers destroy the data. The lock of a process that is gone is taken over.
 * @throws StoreError `folder_in_use`
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, LOCK_FILE)
  const mine = join(folder, `${LOCK_FILE}.${process.pid}.${process.hrtime.bigint()}`)
  const holder: Holder = { pid: process.pid, birth: await birthOf(process.pid) }
  await writeFile(mine, JSON.stringify(holder))
  try {
    while (!(await claim(mine, file))) await removeIfStale(folder, file, mine)
  } finally {
    await rm(mine, { force: true })
  }
  return () => rm(file, { force: true })
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

/** Only whoever holds the takeover lock removes a folder's lock, so a fresh one is never taken for the stale one. */
async function removeIfStale(folder: string, file: string, mine: string): Promise<void> {
  const takeover = `${file}.takeover`
  if (!(await claim(mine, takeover))) {
    const holder = await holderOf(takeover)
    if (holder === 'unreadable' || (holder && !(await isAlive(holder)))) await rm(takeover, { force: true })
    await setTimeout(TAKEOVER_RETRY_MS)
    return
  }
  try {
    const holder = await holderOf(file)
    if (holder === undefined) return
    if (holder !== 'unreadable' && (await isAlive(holder))) {
      throw new StoreError('folder_in_use', { folder, pid: String(holder.pid) })
    }
    await rm(file, { force: true })
  } finally {
    await rm(takeover, { force: true })
  }
}

async function holderOf(file: string): Promise<Holder | 'unreadable' | undefined> {
  const content = await readFile(file, 'utf8').catch(() => undefined)
  return content === undefined ? undefined : (parse(content) ?? 'unreadable')
}

function parse(content: string): Holder | undefined {
  try {
    const { pid, birth } = JSON.parse(content) as Partial<Holder>
    return typeof pid === 'number' && typeof birth === 'string' ? { pid, birth } : undefined
  } catch {
    return undefined
  }
}

async function isAlive({ pid, birth }: Holder): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it lives, under another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return (await birthOf(pid)) === birth
}

/** On Linux the boot and the start tick of the process; elsewhere empty, and the pid alone must do. */
async function birthOf(pid: number): Promise<string> {
  try {
    const boot = (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim()
    const status = await readFile(`/proc/${pid}/stat`, 'utf8')
    // Field 22; the second field is a name in parentheses that may itself hold spaces.
    const startTick = status.slice(status.lastIndexOf(')') + 2).split(' ')[19]
    return `${boot}/${startTick}`
  } catch {
    return ''
  }
}
