import { JobError } from '../errors.ts'
import { type RandomBytes, randomToken } from '../ids.ts'
import type { Log } from '../log.ts'
import { type Bell, openBell } from './bell.ts'
import { measurePace } from './pace.ts'
import type { JobProgress, NewPrediction } from './prediction.ts'
import { type JobResult, type LeasedJob, type Queue, STARTED_AGAIN } from './queue.ts'
import { evaluationSeconds } from './render-work.ts'

// 1 s: also how often a caller sees the progress move; each beat costs one small write.
const HEARTBEAT_MS = 1_000

// 5 s: behind the notification, for the one that got lost and for jobs whose time has not come yet.
const POLL_MS = 5_000

// 3 s: container managers leave 10 s between asking and killing. These 3, the engine's 2 to heed an abort and its 2 to end
// fit into the supervisor's 8, and those into the 10. A job that needs longer is handed back, and nothing of it is lost
// but time.
const STOP_GRACE_MS = 3_000

// 30 min, for a job of up to 1,800 evaluation-seconds (8 steps of 120 s are 960), and in proportion for larger ones: one
// second for each. The largest checkpoint takes about a minute for 380 s on two cores, 0.16 s each, or twice that when a
// result has to be made again; the rest is for slower machines. The floor is for what does not depend on the steps: a
// source from a slow server, weights that are prepared once. Silence is noticed much earlier, so the limit only ends a job
// that talks and never ends, which would hold the only worker for good.
const JOB_LIMIT_MS = 30 * 60_000
const EVALUATION_SECONDS_IN_LIMIT = 1_800

export interface WorkerOptions {
  /** Names this worker in the leases it holds. */
  readonly owner: string
  readonly queue: Pick<Queue, 'claim' | 'heartbeat' | 'complete' | 'fail' | 'retry' | 'release'>
  /** What the engines here can serve now; asked before each lease. */
  readonly models: () => Promise<readonly string[]>
  readonly perform: (request: NewPrediction, signal: AbortSignal) => AsyncGenerator<JobProgress, JobResult>
  /** Called with the results of a job that had meanwhile been cancelled or given to another. */
  readonly discard: (outputs: readonly string[]) => Promise<void>
  readonly random: RandomBytes
  readonly log: Log
  readonly heartbeatMs?: number
  /** Milliseconds on a clock that never goes back. */
  readonly monotonicMs?: () => number
  readonly pollMs?: number
  readonly stopGraceMs?: number | undefined
  /** How long one attempt at a job of usual size may take, from the lease to the stored result. */
  readonly jobLimitMs?: number | undefined
}

export interface Worker {
  /** Called when a job was submitted. */
  wake(): void
  /** Called when a job was cancelled, whoever is at it. */
  cancelled(predictionId: string): void
  /** Takes no more jobs, and lets the present one end or hands it back. */
  stop(): Promise<void>
}

/** Why a job is broken off by its own worker. */
type Interruption = 'lease lost' | 'cancelled' | 'stopping' | 'ran too long'

interface Shift {
  readonly predictionId: string
  readonly interrupt: (reason: Interruption) => void
}

/** Leases one job after the other and works on it until told to stop. */
export function startWorker(options: WorkerOptions): Worker {
  const { owner, log, pollMs = POLL_MS, stopGraceMs = STOP_GRACE_MS } = options
  const bell = openBell()
  const poll = setInterval(bell.ring, pollMs)
  let stopping = false
  let shift: Shift | undefined
  const finished = run()

  async function run(): Promise<void> {
    while (!stopping) {
      const job = await claim(options, bell)
      if (job)
        await workOn(job, options, (started) => {
          shift = started
          // The stop may have come while the lease was on its way.
          if (stopping) started.interrupt('stopping')
        })
      shift = undefined
    }
  }

  return {
    wake: bell.ring,
    cancelled(predictionId) {
      if (shift?.predictionId === predictionId) shift.interrupt('cancelled')
    },
    async stop() {
      stopping = true
      clearInterval(poll)
      bell.ring()
      const patience = setTimeout(() => shift?.interrupt('stopping'), stopGraceMs)
      await finished
      clearTimeout(patience)
      log.debug({ owner }, 'the worker has stopped')
    },
  }
}

/** The next job; waits for a ring when there is none, or when asking failed. */
async function claim({ queue, models, owner, random, log }: WorkerOptions, bell: Bell): Promise<LeasedJob | undefined> {
  try {
    const job = await queue.claim(owner, randomToken(random, 16), await models())
    if (job) return job
  } catch (error) {
    log.error({ err: error }, 'could not ask for a job')
  }
  await bell.rung()
  return undefined
}

async function workOn(job: LeasedJob, options: WorkerOptions, began: (shift: Shift) => void): Promise<void> {
  const { queue, log, heartbeatMs = HEARTBEAT_MS } = options
  const { lease, request, attempt, again } = job
  const limitMs = limitOf(request, options)
  const id = lease.predictionId
  const controller = new AbortController()
  let interruption: Interruption | undefined
  const pace = measurePace(options.monotonicMs ?? (() => performance.now()))
  const shown = (step: JobProgress): JobProgress => ({
    ...step,
    stage: again ? STARTED_AGAIN + step.stage : step.stage,
    remainingMs: pace.remainingMs(step.fraction),
  })
  let progress = shown({ stage: 'starting', fraction: 0 })
  const interrupt = (reason: Interruption): void => {
    interruption ??= reason
    controller.abort()
  }
  const beat = async (): Promise<void> => {
    try {
      if (!(await queue.heartbeat(lease, progress))) interrupt('lease lost')
    } catch (error) {
      log.warn({ err: error, id }, 'a heartbeat failed')
    }
  }
  const beats = setInterval(beat, heartbeatMs)
  const limit = setTimeout(() => interrupt('ran too long'), limitMs)
  log.info({ id, attempt, model: request.model }, 'job started')
  began({ predictionId: id, interrupt })
  try {
    const result = await lastOf(options.perform(request, controller.signal), (step) => {
      progress = shown(step)
    })
    clearInterval(beats)
    await deliver(result, job, options)
  } catch (error) {
    clearInterval(beats)
    await conclude(error, interruption, job, options)
  } finally {
    clearTimeout(limit)
  }
}

/** How long an attempt at this job may take. */
function limitOf({ render }: NewPrediction, { jobLimitMs = JOB_LIMIT_MS }: Pick<WorkerOptions, 'jobLimitMs'>): number {
  const limitMs = jobLimitMs * Math.max(1, evaluationSeconds(render) / EVALUATION_SECONDS_IN_LIMIT)
  return Math.min(limitMs, LONGEST_TIMER_MS)
}

// 24.8 days, the longest that a timer can wait; a longer one would fire at once.
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** Puts the result into the queue. Its files go when the job is known not to name them. */
async function deliver(
  result: JobResult,
  { lease, attempt }: LeasedJob,
  { queue, discard, log }: WorkerOptions,
): Promise<void> {
  const facts = { id: lease.predictionId, attempt }
  try {
    if (await queue.complete(lease, result)) {
      log.info({ ...facts, inferenceMs: result.inferenceMs }, 'job completed')
      return
    }
    log.warn(facts, 'the job had been cancelled or given to another worker; its result was discarded')
  } catch (error) {
    // The answer may be what was lost, and the job completed. Only a job that can still fail is known not to be.
    if (!(await queue.fail(lease, new JobError('storage_failed')))) throw error
    log.error({ ...facts, err: error }, 'the result could not be recorded; it was discarded')
  }
  await discard(result.outputs)
}

/** Decides what becomes of a job whose attempt did not end with a result. */
async function conclude(
  error: unknown,
  interruption: Interruption | undefined,
  { lease, attempt, request }: LeasedJob,
  options: WorkerOptions,
): Promise<void> {
  const { queue, log } = options
  const facts = { id: lease.predictionId, attempt, err: error }
  if (interruption === 'lease lost') {
    log.warn(facts, 'the job was cancelled or given to another worker, and was broken off here')
  } else if (interruption === 'cancelled') {
    log.info({ id: lease.predictionId }, 'the job was cancelled and broken off')
  } else if (interruption === 'stopping') {
    await queue.release(lease)
    log.info({ id: lease.predictionId }, 'the job was handed back, because the worker stops')
  } else if (interruption === 'ran too long') {
    const minutes = String(Math.round(limitOf(request, options) / 60_000))
    await queue.fail(lease, new JobError('ran_too_long', { minutes }))
    log.error(facts, 'the job took longer than a job may take, and was broken off')
  } else if (error instanceof JobError && error.code === 'engine_lost') {
    await queue.retry(lease)
    log.error(facts, 'the engine stopped in the middle of the job')
  } else if (error instanceof JobError && error.code !== 'internal') {
    await queue.fail(lease, error)
    // A server that cannot render is its operator's to mend; all else is the caller's.
    if (error.code === 'engine_unusable') log.error(facts, 'the engine cannot be used as this server is set up')
    else log.info(facts, 'job failed')
  } else {
    await queue.fail(lease, new JobError('internal', {}, { cause: error }))
    log.error(facts, 'job failed for a reason that nobody foresaw')
  }
}

async function lastOf<Step, Result>(
  steps: AsyncGenerator<Step, Result>,
  onStep: (step: Step) => void,
): Promise<Result> {
  for (;;) {
    const next = await steps.next()
    if (next.done) return next.value
    onStep(next.value)
  }
}
