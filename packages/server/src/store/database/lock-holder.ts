import { readFile, readlink } from 'node:fs/promises'

/** Who has a data folder. */
export interface Holder {
  readonly pid: number
  /** When the process was born, as its system tells it; tells a process from a later one with the same pid. */
  readonly birth: string
  /** Where its pid means anything: a machine, or a container on it. Absent in locks of earlier versions. */
  readonly place?: string | undefined
}

export async function thisProcess(): Promise<Holder> {
  return { pid: process.pid, birth: await birthOf(process.pid), place: await thisPlace() }
}

export function parseHolder(content: string): Holder | undefined {
  try {
    const { pid, birth, place } = JSON.parse(content) as Partial<Holder>
    return typeof pid === 'number' && typeof birth === 'string' ? { pid, birth, place } : undefined
  } catch {
    return undefined
  }
}

/** Whether the processes here can tell if it lives. */
export async function isFromHere({ place }: Holder): Promise<boolean> {
  return place === undefined || place === (await thisPlace())
}

/** Asked of a holder from here. */
export async function isAlive({ pid, birth }: Holder): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it lives, under another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return (await birthOf(pid)) === birth
}

/** On Linux the boot and the space of process numbers, one for each container; elsewhere empty. */
async function thisPlace(): Promise<string> {
  try {
    return `${await bootId()}/${await readlink('/proc/self/ns/pid')}`
  } catch {
    return ''
  }
}

/** On Linux the boot and the start tick of the process; elsewhere empty, and the pid alone must do. */
async function birthOf(pid: number): Promise<string> {
  try {
    const status = await readFile(`/proc/${pid}/stat`, 'utf8')
    // Field 22; the second field is a name in parentheses that may itself hold spaces.
    const startTick = status.slice(status.lastIndexOf(')') + 2).split(' ')[19]
    return `${await bootId()}/${startTick}`
  } catch {
    return ''
  }
}

const bootId = async (): Promise<string> => (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim()
