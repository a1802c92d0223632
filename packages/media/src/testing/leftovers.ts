import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { JOB_FOLDER_PREFIX } from '../child/job-folder.ts'

/** Folders of jobs, running or forgotten. */
export function jobFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith(JOB_FOLDER_PREFIX))
}

/** Child processes of this process that the system still knows (on Linux), or that Node still holds (elsewhere). */
export function childCount(): number {
  return childPids()?.length ?? process.getActiveResourcesInfo().filter((name) => name === 'ProcessWrap').length
}

/** Their ids; undefined on systems that do not tell. */
export function childPids(): number[] | undefined {
  const threads = '/proc/self/task'
  if (!existsSync(`${threads}/${process.pid}/children`)) return undefined
  const children = readdirSync(threads).map((thread) => readFileSync(`${threads}/${thread}/children`, 'utf8'))
  return children.join(' ').split(/\s+/).filter(Boolean).map(Number)
}

export function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
