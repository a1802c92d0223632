import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { House } from '../house.ts'
import { systemRandom } from '../ids.ts'
import { silentLog } from '../log.ts'
import type { Settings } from '../settings.ts'
import { newPrediction } from '../testing/new-prediction.test.fixture.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'
import type { Prediction } from './prediction.ts'
import { openQueue } from './queue.ts'
import { superviseWorker, type WorkerSupervisor } from './worker-supervisor.ts'

const TONE_ENGINE = new URL('../testing/tone-engine.test.fixture.ts', import.meta.url).href
const PRICE = 24_000
/** Four processes are started here, which takes a busy machine its time. */
const LONGEST_MS = 120_000
/** Longer than any test: this supervisor looks for nothing by itself. */
const NEVER_MS = 2 ** 31 - 1

let house: House & { readonly settings: Settings }
let scratch: string
const workers: WorkerSupervisor[] = []

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'retimbre-scratch-'))
  house = await openTestHouse({ billing: true, startingCreditMicrodollars: 1_000_000 })
})
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.stop()))
  await house.close()
  await rm(scratch, { recursive: true, force: true })
})

/** Workers on one database, as on two machines. */
function startWorker(name: string, reapMs: number): WorkerSupervisor {
  const { database, settings } = house
  const worker = superviseWorker({
    ...{ database, queue: openQueue(database), random: systemRandom, log: silentLog },
    ...{ reapMs, silenceMs: NEVER_MS, scratchFolder: join(scratch, name) },
    configuration: {
      ...{
        filesFolder: join(settings.dataFolder, 'files'),
        engineModules: [TONE_ENGINE],
        accountConcurrency: 0,
        limits: {},
      },
      ...{ maxSourceBytes: 1_000_000, allowedSourceHosts: [], software: 'a test', engineSettings: settings.engine },
    },
  })
  workers.push(worker)
  return worker
}

async function submit(prompt: string): Promise<string> {
  const request = await newPrediction(house)
  return (await house.predictions.submit({ ...request, render: { ...request.render, prompt } })).id
}

async function completed(id: string): Promise<Prediction & { readonly status: 'completed' }> {
  const never = new AbortController().signal
  const prediction = await house.predictions.waitUntilFinished(house.ownerAccountId, id, LONGEST_MS, never)
  if (prediction?.status !== 'completed') throw new Error(`not completed: ${JSON.stringify(prediction)}`)
  return prediction
}

const backdateLeases = async (): Promise<unknown> =>
  house.database.kysely
    .updateTable('predictions')
    .set({ lease_expires_at: new Date(0) })
    .where('lease_token', 'is not', null)
    .execute()

test(
  'a worker frozen past its lease loses the job to another: one result, one charge, and its own files go',
  async () => {
    const before = await house.ledger.balanceMicrodollars(house.ownerAccountId)
    const frozen = startWorker('frozen', NEVER_MS)
    const gate = join(scratch, 'gate')
    const id = await submit(`wait for ${gate}`)
    await vi.waitFor(() => expect(existsSync(`${gate}.pid`)).toBe(true), { timeout: LONGEST_MS })
    const pid = frozen.pid ?? 0
    process.kill(pid, 'SIGSTOP')

    // 15 s later, as far as the database can tell. Its engine goes on, and has its result ready when the worker wakes.
    await backdateLeases()
    await writeFile(gate, '')
    startWorker('next', 50)
    const result = await completed(id)
    process.kill(pid, 'SIGCONT')

    // Both workers are free again when each has a job at the same moment, so the late one is done with the first.
    const held = [join(scratch, 'one'), join(scratch, 'two')]
    const both = await Promise.all(held.map((path) => submit(`wait for ${path}`)))
    await vi.waitFor(() => expect(held.filter((path) => existsSync(`${path}.pid`))).toEqual(held), {
      timeout: LONGEST_MS,
    })
    expect(frozen.pid).toBe(pid)
    await Promise.all(held.map((path) => writeFile(path, '')))
    const others = await Promise.all(both.map(completed))

    const named = [result, ...others].flatMap(({ outputs }) => outputs)
    const stored = await readdir(join(house.settings.dataFolder, 'files', 'outputs'), { recursive: true })
    expect(
      stored
        .filter((name) => name.endsWith('.wav'))
        .map((name) => `outputs/${name}`)
        .sort(),
    ).toEqual(named.sort())
    expect(await readdir(join(house.settings.dataFolder, 'files', '.incoming'))).toEqual([])
    expect(await house.ledger.balanceMicrodollars(house.ownerAccountId)).toBe(before - 3 * PRICE)
  },
  LONGEST_MS,
)
