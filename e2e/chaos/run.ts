import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encode } from '@retimbre/media'
import { uploadClip } from '../api.ts'
import { tune } from '../clip.ts'
import { preparedDataFolder } from '../service.ts'
import { type Books, readBooks } from './books.ts'
import { serveJobs } from './callers.ts'
import { openJobLog, type Wait } from './job-log.ts'
import { type ServedJob, wantedJobs } from './jobs.ts'
import { seededRandom } from './random.ts'
import { type RestartedService, startRestartedService } from './restarted-service.ts'
import { carryOut, plannedStrikes, type Struck } from './strikes.ts'

// 2 min: a lease of 15 s, the 30 s that it may take on top, and the start of everything on a busy machine.
const STALL_MS = 120_000

export interface ChaosPlan {
  readonly seed: number
  readonly jobs: number
  /** How many different jobs there are among them. */
  readonly recipes: number
  readonly kills: number
  readonly freezes: number
}

export interface ChaosResult {
  /** Digest by recipe, of a run that nobody disturbed. */
  readonly undisturbed: ReadonlyMap<number, string>
  readonly served: readonly ServedJob[]
  readonly struck: readonly Struck[]
  readonly waits: readonly Wait[]
  readonly books: Books
  readonly seconds: number
}

/**
 * Runs every recipe once in peace, then all jobs while processes are killed, on one service with billing on; stops it and
 * reads its books. `judge` says what must hold; when it throws, or anything else does, the log is kept and named.
 */
export async function chaos(plan: ChaosPlan, judge: (result: ChaosResult) => void): Promise<ChaosResult> {
  const data = await preparedDataFolder()
  let service: RestartedService | undefined
  try {
    service = await startRestartedService(data.path, { RETIMBRE_BILLING: 'on', RETIMBRE_STARTING_CREDIT: '1000000' })
    const disturbance = await disturbed(plan, service)
    await service.stop()
    const result = { ...disturbance, books: await readBooks(data.path) }
    judge(result)
    return result
  } catch (error) {
    const log = join(tmpdir(), `retimbre-chaos-${plan.seed}.log`)
    writeFileSync(log, service?.output() ?? '')
    console.error(`chaos: seed ${plan.seed} (RETIMBRE_CHAOS_SEED=${plan.seed} repeats it); the log is ${log}`)
    throw error
  } finally {
    await service?.current().kill()
    data.remove()
  }
}

async function disturbed(
  { seed, jobs, recipes, kills, freezes }: ChaosPlan,
  service: RestartedService,
): Promise<Omit<ChaosResult, 'books'>> {
  const audio = await uploadClip(service.current(), await encode(tune(1), { format: 'wav' }), 'tune.wav')
  const stall = new AbortController()
  let patience: NodeJS.Timeout | undefined
  let done = 0
  const onServed = (): void => {
    done += 1
    clearTimeout(patience)
    patience = setTimeout(() => stall.abort(new Error(`no job ended for ${STALL_MS / 1000} s`)), STALL_MS)
  }
  const serve = (run: string, count: number) =>
    serveJobs(service.current, wantedJobs(run, audio, count, recipes), { signal: stall.signal, onServed })
  try {
    onServed()
    const peaceful = await serve('peace', recipes)
    done = 0
    const begun = performance.now()
    const log = openJobLog(service.output)
    const strikes = plannedStrikes(seededRandom(seed), { jobs, kills, freezes })
    const [served, struck] = await Promise.all([serve('chaos', jobs), carryOut(strikes, service, log, () => done)])
    log.read()
    const undisturbed = new Map(peaceful.map(({ recipe, digest }) => [recipe, digest]))
    return { undisturbed, served, struck, waits: log.waits, seconds: (performance.now() - begun) / 1000 }
  } finally {
    clearTimeout(patience)
  }
}
