import { setTimeout as pause } from 'node:timers/promises'
import { descendants } from '../processes.ts'
import { until } from '../service.ts'
import type { JobLog } from './job-log.ts'
import type { RestartedService } from './restarted-service.ts'

export type Victim = 'server' | 'worker' | 'engine' | 'frozen worker'

export interface Strike {
  readonly victim: Victim
  /** Due when that many jobs were served, and some time after it. */
  readonly afterServed: number
  readonly delayMs: number
}

export interface Struck {
  readonly victim: Victim
  /** A job was being worked on. */
  readonly hit: boolean
}

/** A delay reaches over a job or two, so that a strike falls at any moment of one. */
const LONGEST_DELAY_MS = 1_500

const KILLED: readonly Victim[] = ['server', 'worker', 'engine']

/** Kills, a third of each sort, and freezes in between, spread over the jobs. */
export function plannedStrikes(
  random: () => number,
  { jobs, kills, freezes }: { readonly jobs: number; readonly kills: number; readonly freezes: number },
): readonly Strike[] {
  const victims = [
    ...Array.from({ length: kills }, (_, index) => KILLED[index % KILLED.length] ?? 'server'),
    ...Array.from({ length: freezes }, (): Victim => 'frozen worker'),
  ]
  const shuffled = victims.map((victim) => ({ victim, at: random() })).sort((a, b) => a.at - b.at)
  return shuffled.map(({ victim }, index) => ({
    victim,
    afterServed: Math.floor((index * jobs) / (victims.length + 1)),
    delayMs: Math.floor(random() * LONGEST_DELAY_MS),
  }))
}

/**
 * Strikes once. Where a job cannot bear the loss of another attempt, the server is killed instead, which costs none.
 */
async function strike(planned: Victim, service: RestartedService, log: JobLog): Promise<Struck> {
  const victim = log.mayLoseAttempt() ? planned : 'server'
  if (victim === 'server') {
    const { hit } = log.noteLoss()
    await service.killAndRestart()
    return { victim, hit }
  }
  const words = victim === 'engine' ? ['engine-main', 'engines/restyle'] : ['worker-main']
  // A worker that was killed just now is still being started again.
  const pid = await until(async () => descendants(service.current().pid, ...words)[0], 50)
  const { hit } = log.noteLoss()
  process.kill(pid, victim === 'frozen worker' ? 'SIGSTOP' : 'SIGKILL')
  // The server itself ends a worker that is silent for longer than its lease.
  if (victim === 'frozen worker') await until(async () => !descendants(service.current().pid).includes(pid), 500)
  return { victim, hit }
}

/** Strikes as planned, each when it is due. */
export async function carryOut(
  strikes: readonly Strike[],
  service: RestartedService,
  log: JobLog,
  served: () => number,
): Promise<readonly Struck[]> {
  const struck: Struck[] = []
  for (const { victim, afterServed, delayMs } of strikes) {
    await until(async () => served() >= afterServed, 20)
    await pause(delayMs)
    struck.push(await strike(victim, service, log))
  }
  return struck
}
