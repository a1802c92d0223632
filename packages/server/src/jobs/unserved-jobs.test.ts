import { afterAll, beforeAll, expect, test } from 'vitest'
import type { EngineCapabilities } from '../engines/port.ts'
import type { House } from '../house.ts'
import type { EngineDirectory } from '../ports.ts'
import { newPrediction, TEST_MODEL } from '../testing/new-prediction.test.fixture.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'
import type { Prediction } from './prediction.ts'
import { openUnservedJobs } from './unserved-jobs.ts'

const HOUR_MS = 3_600_000
const GONE_MODEL = 'stability-ai/stable-audio-3/music'

let house: House
let nowMs = 0
const installed = new Set([TEST_MODEL])

/** An operator's machine, where checkpoints come and go. */
const engines: EngineDirectory = {
  async engineFor(model): Promise<EngineCapabilities | undefined> {
    const offer = { engine: 'test', version: '1', description: 'test', models: [...installed] }
    return installed.has(model) ? offer : undefined
  },
}

beforeAll(async () => {
  house = await openTestHouse({ billing: true, startingCreditMicrodollars: 1_000_000 })
})
afterAll(() => house.close())

const submit = async (model: string): Promise<string> =>
  (await house.predictions.submit(await newPrediction(house, { model }))).id
const find = (id: string): Promise<Prediction | undefined> => house.predictions.find(house.ownerAccountId, id)
const watch = () => openUnservedJobs(house.database, { engines, monotonicMs: () => nowMs })

test('a job whose engine vanished for good fails after an hour and is refunded; other jobs wait on', async () => {
  const jobs = watch()
  const before = await house.ledger.balanceMicrodollars(house.ownerAccountId)
  const gone = await submit(GONE_MODEL)
  const served = await submit(TEST_MODEL)
  expect(await jobs.giveUp()).toEqual([])
  nowMs += HOUR_MS - 1
  expect(await jobs.giveUp()).toEqual([])
  nowMs += 1
  expect(await jobs.giveUp()).toEqual([GONE_MODEL])
  expect(await find(gone)).toMatchObject({ status: 'failed', errorCode: 5003, executionMs: 0 })
  expect(await find(served)).toMatchObject({ status: 'created' })
  expect(await house.ledger.balanceMicrodollars(house.ownerAccountId)).toBe(before - 24_000)
})

test('an engine that comes back in time begins a new hour when it goes again', async () => {
  const jobs = watch()
  const id = await submit(GONE_MODEL)
  await jobs.giveUp()
  nowMs += HOUR_MS - 1
  installed.add(GONE_MODEL)
  await jobs.giveUp()
  installed.delete(GONE_MODEL)
  nowMs += HOUR_MS - 1
  expect(await jobs.giveUp()).toEqual([])
  nowMs += HOUR_MS
  expect(await jobs.giveUp()).toEqual([GONE_MODEL])
  expect(await find(id)).toMatchObject({ status: 'failed' })
})
