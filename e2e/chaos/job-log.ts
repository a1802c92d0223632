/** What the log of a service tells of its jobs, over all lives of the service. */
export interface JobLog {
  /** Reads on from where it was. */
  read(): void
  /** Called when a process that a job may live in is killed: the attempt that is under way is lost. */
  noteLoss(): { readonly hit: boolean }
  /**
   * Whether one more loss can be borne: a job that lost three attempts fails, which is right when it was the job's doing
   * and would be wrong here.
   */
  mayLoseAttempt(): boolean
  /** For each attempt that was lost and made again. */
  readonly waits: readonly Wait[]
}

/** Between the loss of an attempt and the next one. */
export interface Wait {
  readonly ms: number
  /** The longest stretch of it in which no job was worked on. */
  readonly idleMs: number
  /** How many other jobs were worked on. */
  readonly passedBy: number
}

interface Course {
  attempt: number
  lost: { readonly atMs: number; idleMs: number; readonly passedBy: Set<string> } | undefined
}

interface LogLine {
  readonly time: string
  readonly msg: string
  readonly id?: string
  readonly attempt?: number
}

/** Of three attempts the last must not be lost. */
const LAST_BEARABLE_ATTEMPT = 2

export function openJobLog(text: () => string): JobLog {
  /** Jobs that were begun and have not ended. */
  const courses = new Map<string, Course>()
  const waits: Wait[] = []
  let idleSinceMs = 0
  let read = 0

  const begin = (id: string, attempt: number, nowMs: number): void => {
    for (const [other, { lost }] of courses) {
      if (!lost) continue
      lost.idleMs = Math.max(lost.idleMs, nowMs - idleSinceMs)
      if (other !== id) lost.passedBy.add(id)
    }
    const lost = courses.get(id)?.lost
    if (lost) waits.push({ ms: nowMs - lost.atMs, idleMs: lost.idleMs, passedBy: lost.passedBy.size })
    courses.set(id, { attempt, lost: undefined })
  }

  const take = ({ time, msg, id, attempt = 1 }: LogLine): void => {
    if (id === undefined) return
    if (msg === 'job started') begin(id, attempt, Date.parse(time))
    if (msg !== 'job completed' && msg !== 'job failed') return
    courses.delete(id)
    idleSinceMs = Date.parse(time)
  }

  const log: JobLog = {
    waits,
    read() {
      const whole = text()
      const end = whole.lastIndexOf('\n') + 1
      for (const line of whole.slice(read, end).split('\n')) {
        if (line.startsWith('{')) take(JSON.parse(line) as LogLine)
      }
      read = end
    },
    noteLoss() {
      log.read()
      const running = [...courses.values()].filter(({ lost }) => !lost)
      for (const course of running) course.lost = { atMs: Date.now(), idleMs: 0, passedBy: new Set() }
      if (running.length > 0) idleSinceMs = Date.now()
      return { hit: running.length > 0 }
    },
    mayLoseAttempt() {
      log.read()
      return [...courses.values()].every(({ attempt, lost }) => attempt + (lost ? 1 : 0) <= LAST_BEARABLE_ATTEMPT)
    },
  }
  return log
}
