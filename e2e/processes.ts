import { spawnSync } from 'node:child_process'

interface Process {
  readonly pid: number
  readonly parent: number
  readonly command: string
}

/** Processes that `pid` started, and theirs, whose command line holds all of `words`. */
export function descendants(pid: number, ...words: readonly string[]): readonly number[] {
  const all = processes()
  const found: Process[] = []
  for (let generation = [pid]; generation.length > 0; ) {
    const children = all.filter(({ parent }) => generation.includes(parent))
    found.push(...children)
    generation = children.map((child) => child.pid)
  }
  return found.filter(({ command }) => words.every((word) => command.includes(word))).map((process) => process.pid)
}

/** What these processes hold in memory together. */
export function residentBytes(pids: readonly number[]): number {
  const { stdout } = spawnSync('ps', ['-o', 'rss=', '-p', pids.join()], { encoding: 'utf8' })
  return stdout.split('\n').reduce((sum, kibibytes) => sum + Number(kibibytes) * 1024, 0)
}

function processes(): readonly Process[] {
  const { stdout } = spawnSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], { encoding: 'utf8', maxBuffer: 2 ** 26 })
  return stdout.split('\n').flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
    return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command: command ?? '' }]
  })
}
