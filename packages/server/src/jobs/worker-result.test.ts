import { once } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { JobError } from '../errors.ts'
import { systemRandom } from '../ids.ts'
import { silentLog } from '../log.ts'
import { renderParameters } from '../testing/new-prediction.test.fixture.ts'
import type { JobProgress, NewPrediction } from './prediction.ts'
import type { JobResult, LeasedJob, Queue } from './queue.ts'
import { startWorker, type Worker, type WorkerOptions } from './worker.ts'

const JOB: LeasedJob = {
  lease: { predictionId: 'prediction-1', token: 'token-1' },
  attempt: 1,
  again: false,
  request: {
    ...{ accountId: 'account-1', keyId: 'key-1', model: 'a model', input: {}, unknownInput: {}, source: null },
    render: renderParameters({ kind: 'words', durationSeconds: 2 }),
    ...{ outputFormat: 'wav', base64Output: false, seed: 7, priceMicrodollars: 0, webhook: null },
  },
}
const RESULT: JobResult = {
  ...{ outputs: ['outputs/0123456789abcdef/0.wav'], engine: 'test-tone', engineVersion: '1' },
  ...{ warnings: [], report: {}, inferenceMs: 1, stageMs: {} },
}

let worker: Worker
let failures: string[]
let discarded: string[]
/** Resolves when the worker asks for its second job: it is done with the first. */
let done: Promise<void>

beforeEach(() => {
  failures = []
  discarded = []
})
afterEach(async () => {
  vi.useRealTimers()
  await worker.stop()
})

function start(queue: Partial<WorkerOptions['queue']>, options: Partial<WorkerOptions> = {}, job = JOB): void {
  const jobs = [job]
  done = new Promise((resolve) => {
    const claim: Queue['claim'] = async () => {
      if (jobs.length === 0) resolve()
      return jobs.pop()
    }
    worker = startWorker({
      ...{ owner: 'worker-1', random: systemRandom, log: silentLog, models: async () => ['a model'] },
      queue: { claim, ...{ heartbeat: yes, complete: yes, retry: yes, release: yes }, fail: failing(true), ...queue },
      async *perform(): AsyncGenerator<JobProgress, JobResult> {
        yield { stage: 'render', fraction: 0.5 }
        return RESULT
      },
      discard: async (outputs) => void discarded.push(...outputs),
      ...options,
    })
  })
}

const yes = async (): Promise<boolean> => true

/** Notes why a job failed, and answers whether it was still ours to fail. */
function failing(ours: boolean): Queue['fail'] {
  return async (_lease, error) => {
    failures.push(`${error.taskCode} ${error.code}`)
    return ours
  }
}

test('a job that was begun before says so in every stage, since its progress starts over', async () => {
  const seen: JobProgress[] = []
  let beaten: () => void = () => {}
  const beat = new Promise<void>((resolve) => {
    beaten = resolve
  })
  const heartbeat: Queue['heartbeat'] = async (_lease, progress) => {
    seen.push(progress)
    beaten()
    return true
  }
  async function* perform(): AsyncGenerator<JobProgress, JobResult> {
    yield { stage: 'step', fraction: 0.2, step: { done: 1, total: 8 } }
    await beat
    return RESULT
  }
  start({ heartbeat }, { perform, heartbeatMs: 1 }, { ...JOB, again: true })
  await done
  expect(seen[0]).toEqual({ stage: 'started again: step', fraction: 0.2, step: { done: 1, total: 8 } })
})

test.each([
  ['engine_unusable', 'error'],
  ['render_failed', 'info'],
] as const)('a job that fails as %s is a line of the level %s in the log', async (code, level) => {
  const levels: string[] = []
  const at = (name: string) => (_: object, message: string) =>
    void (/job failed|engine/.test(message) && levels.push(name))
  const log = { ...silentLog, info: at('info'), error: at('error') }
  const perform = (): AsyncGenerator<JobProgress, JobResult> => {
    throw new JobError(code, { reason: 'so.' })
  }
  start({}, { log, perform })
  await done
  expect(levels).toEqual([level])
})

test('a result that cannot be recorded fails the job, and its files go', async () => {
  start({ complete: () => Promise.reject(new Error('the disk is full')) })
  await done
  expect(failures).toEqual(['5000 storage_failed'])
  expect(discarded).toEqual(RESULT.outputs)
})

test('the files of a job that may have been completed after all stay', async () => {
  start({ complete: () => Promise.reject(new Error('the answer was lost')), fail: failing(false) })
  await done
  expect(discarded).toEqual([])
})

test('the files of a job that was given to another go', async () => {
  start({ complete: async () => false })
  await done
  expect(failures).toEqual([])
  expect(discarded).toEqual(RESULT.outputs)
})

const LARGE: LeasedJob = {
  ...JOB,
  // 4 × 100 steps × 4 evaluations × 27 s, 24 times the work that the limit is for.
  request: {
    ...JOB.request,
    render: {
      ...renderParameters({ kind: 'words', durationSeconds: 27 }),
      ...{ batchSize: 4, numInferenceSteps: 100, sampler: 'rk4' },
    },
  },
}

test.each([
  ['a small job', JOB, 30],
  ['a large job', LARGE, 24 * 30],
])('%s that never ends is broken off at its limit', async (_, job, minutes) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  let broken = false
  await new Promise<void>((rendering) => {
    async function* endless(_request: unknown, signal: AbortSignal): AsyncGenerator<JobProgress, JobResult> {
      yield { stage: 'render', fraction: 0.5 }
      await new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          broken = true
          reject(signal.reason)
        })
        rendering()
      })
      return RESULT
    }
    start({}, { jobLimitMs: 30 * 60_000, perform: endless }, job)
  })
  vi.advanceTimersByTime(minutes * 60_000 - 1)
  expect(broken).toBe(false)
  vi.advanceTimersByTime(1)
  await done
  expect(failures).toEqual(['5004 ran_too_long'])
})

test('a cancelled job is broken off at once, and nothing more is written about it', async () => {
  let rendering: () => void = () => {}
  const rendered = new Promise<void>((resolve) => {
    rendering = resolve
  })
  async function* perform(_request: NewPrediction, signal: AbortSignal): AsyncGenerator<JobProgress, JobResult> {
    yield { stage: 'render', fraction: 0.5 }
    rendering()
    await once(signal, 'abort')
    throw signal.reason
  }
  const written: string[] = []
  const write = (name: string) => async (): Promise<boolean> => written.push(name) > 0
  start({ complete: write('complete'), retry: write('retry'), release: write('release') }, { perform })
  await rendered
  worker.cancelled('prediction-1')
  await done
  expect([...written, ...failures]).toEqual([])
})

test("another job's cancellation is none of this worker's business", async () => {
  let broken = false
  async function* perform(_request: NewPrediction, signal: AbortSignal): AsyncGenerator<JobProgress, JobResult> {
    yield { stage: 'render', fraction: 0.5 }
    worker.cancelled('prediction-2')
    broken = signal.aborted
    return RESULT
  }
  start({}, { perform })
  await done
  expect(broken).toBe(false)
})
