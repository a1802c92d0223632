import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { House } from '../house.ts'
import { randomHex, systemRandom } from '../ids.ts'
import { silentLog } from '../log.ts'
import type { Settings } from '../settings.ts'
import { newPrediction } from '../testing/new-prediction.test.fixture.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'
import { openQueue, type Queue } from './queue.ts'
import type { WorkerLimits } from './worker-messages.ts'
import { type SupervisorOptions, superviseWorker, type WorkerSupervisor } from './worker-supervisor.ts'

const TONE_ENGINE = new URL('../testing/tone-engine.test.fixture.ts', import.meta.url).href

let house: House & { readonly settings: Settings }
let queue: Queue
let scratch: string
let worker: WorkerSupervisor

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'retimbre-scratch-'))
  house = await openTestHouse()
  queue = openQueue(house.database)
})
afterEach(async () => {
  await worker.stop()
  await house.database.kysely.deleteFrom('predictions').execute()
})
afterAll(async () => {
  await house.close()
  await rm(scratch, { recursive: true, force: true })
})

function supervise({ limits = {}, ...options }: Partial<SupervisorOptions> & { limits?: WorkerLimits } = {}): void {
  const configuration = {
    ...{ filesFolder: join(house.settings.dataFolder, 'files'), engineModules: [TONE_ENGINE], limits },
    ...{ accountConcurrency: 0, maxSourceBytes: 1_000_000, allowedSourceHosts: [], software: 'a test' },
    engineSettings: house.settings.engine,
  }
  const { database } = house
  worker = superviseWorker({
    database,
    queue,
    configuration,
    scratchFolder: scratchFolder(),
    random: systemRandom,
    log: silentLog,
    ...options,
  })
}

const scratchFolder = (): string => join(house.settings.dataFolder, 'scratch')

async function submit(prompt: string): Promise<string> {
  const request = await newPrediction(house)
  return (await house.predictions.submit({ ...request, render: { ...request.render, prompt } })).id
}

async function completed(id: string): Promise<void> {
  const never = new AbortController().signal
  const prediction = await house.predictions.waitUntilFinished(house.ownerAccountId, id, 45_000, never)
  expect(prediction).toMatchObject({ status: 'completed' })
}

/** A job that renders for ever, and the process that it renders in. */
async function heldJob(): Promise<{ readonly id: string; readonly enginePid: number; readonly workerPid: number }> {
  const gate = join(scratch, randomHex(systemRandom, 8))
  const id = await submit(`wait for ${gate}`)
  await vi.waitFor(() => expect(existsSync(`${gate}.pid`)).toBe(true), { timeout: 30_000 })
  const enginePid = Number(await readFile(`${gate}.pid`, 'utf8'))
  expect(await lives(enginePid)).toBe(true)
  return { id, enginePid, workerPid: worker.pid ?? 0 }
}

/** A process that nobody has buried yet does not live. */
async function lives(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch {
    return false
  }
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return !/\) [ZX] /.test(status)
}

async function row(id: string) {
  const columns = ['attempts', 'lease_token'] as const
  return house.database.kysely.selectFrom('predictions').select(columns).where('id', '=', id).executeTakeFirstOrThrow()
}

test('stopping hands a job back that does not end in time, and leaves no process behind', async () => {
  supervise({ limits: { stopGraceMs: 100 } })
  const { id, enginePid, workerPid } = await heldJob()
  await worker.stop()
  expect(await lives(workerPid)).toBe(false)
  expect(await lives(enginePid)).toBe(false)
  expect(await row(id)).toEqual({ attempts: 0, lease_token: null })
})

test('a worker that cannot stop is killed with its engine, and its job is back in the queue', async () => {
  supervise({ stopLimitMs: 100 })
  const { id, enginePid, workerPid } = await heldJob()
  process.kill(workerPid, 'SIGSTOP')
  process.kill(enginePid, 'SIGSTOP')
  await worker.stop()
  expect(await lives(workerPid)).toBe(false)
  await vi.waitFor(async () => expect(await lives(enginePid)).toBe(false))
  expect(await row(id)).toEqual({ attempts: 1, lease_token: null })
})

test('a worker that dies takes its engine along, and stopping waits until its jobs are back in the queue', async () => {
  const order: string[] = []
  let recover = (): void => {}
  const recovering = new Promise<void>((began) => {
    const recoverOwner = async (owner: string): Promise<void> => {
      began()
      await new Promise<void>((resolve) => {
        recover = resolve
      })
      await queue.recoverOwner(owner)
      order.push('recovered')
    }
    supervise({ queue: { ...queue, recoverOwner } })
  })
  const { id, enginePid, workerPid } = await heldJob()
  process.kill(workerPid, 'SIGKILL')
  await recovering
  expect(worker.pid).toBeUndefined()
  const stopped = worker.stop().then(() => order.push('stopped'))
  await setImmediate()
  recover()
  await stopped
  expect(order).toEqual(['recovered', 'stopped'])
  expect(await row(id)).toMatchObject({ lease_token: null })
  await vi.waitFor(async () => expect(await lives(enginePid)).toBe(false))
})

test('what a killed worker and its codecs were working on is gone when the next one starts', async () => {
  supervise()
  const { workerPid } = await heldJob()
  const leftover = join(scratchFolder(), 'half a clip')
  await writeFile(leftover, 'pcm')
  process.kill(workerPid, 'SIGKILL')
  await vi.waitFor(() => expect(worker.pid).not.toBeOneOf([workerPid, undefined]), { timeout: 30_000 })
  expect(existsSync(leftover)).toBe(false)
})

test('a worker that is frozen while it has nothing to do is replaced', async () => {
  supervise({ silenceMs: 2_000 })
  await completed(await submit('a tone'))
  const frozen = worker.pid ?? 0
  process.kill(frozen, 'SIGSTOP')
  await completed(await submit('a tone'))
  expect(worker.pid).not.toBe(frozen)
})

test.runIf(process.platform === 'linux')('a worker is not given the keys of the server', async () => {
  vi.stubEnv('RETIMBRE_API_KEY', 'a key of the operator')
  supervise()
  vi.unstubAllEnvs()
  const environment = await readFile(`/proc/${worker.pid}/environ`, 'utf8')
  expect(environment).not.toContain('RETIMBRE_API_KEY')
  expect(environment.split('\0')).toContain(`TMPDIR=${scratchFolder()}`)
})
