import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StoreError } from '../../errors.ts'

const LOCK_FILE = 'lock'

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
    while (!(await claim(mine, file))) await removeIfStale(folder, file)
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

async function removeIfStale(folder: string, file: string): Promise<void> {
  const content = await readFile(file, 'utf8').catch(() => undefined)
  if (content === undefined) return
  const holder = parse(content)
  if (holder && (await isAlive(holder))) {
    throw new StoreError('folder_in_use', { folder, pid: String(holder.pid) })
  }
  // Moved aside, not deleted: if another process took the stale lock over meanwhile, what was moved is its lock.
  const aside = `${file}.stale.${process.pid}`
  await rename(file, aside).catch(() => {})
  const moved = await readFile(aside, 'utf8').catch(() => undefined)
  if (moved !== undefined && moved !== content) await link(aside, file).catch(() => {})
  await rm(aside, { force: true })
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
