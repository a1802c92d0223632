import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { StableAudioError } from '../../errors.ts'

const LOCK_FILE = 'retimbre.lock'

/**
 * Keeps a second download out of a repository until the returned function is called: two that append to one file
 * spoil it. The lock of a process that is gone is taken over; were two to take it over at once, the hash would tell.
 * @throws StableAudioError `download_failed` when somebody else is at it
 */
export async function lockRepo(repoFolder: string): Promise<() => Promise<void>> {
  const file = join(repoFolder, LOCK_FILE)
  await mkdir(repoFolder, { recursive: true })
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' })
      return () => rm(file, { force: true })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = Number(await readFile(file, 'utf8').catch(() => ''))
    if (isAlive(holder)) {
      throw new StableAudioError(
        'download_failed',
        `process ${holder} is installing the same checkpoint; if that is not so, delete ${file}`,
      )
    }
    await rm(file, { force: true })
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it lives, under another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
