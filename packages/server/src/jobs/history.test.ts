import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { House } from '../house.ts'
import { systemRandom } from '../ids.ts'
import { silentLog } from '../log.ts'
import type { History, PredictionFilter } from '../ports.ts'
import { newPrediction, TEST_MODEL } from '../testing/new-prediction.test.fixture.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'
import { openHistory } from './history.ts'
import type { Prediction } from './prediction.ts'
import { openPredictions } from './predictions.ts'
import { openQueue, type Queue } from './queue.ts'

const OTHER_MODEL = 'stability-ai/stable-audio-3/music'
const HOUR = 3_600_000
const NOW = Date.parse('2026-07-01T12:34:56.789Z')
const ALL = { offset: 0, limit: 100 }

let house: House
let queue: Queue
let history: History
let tokens = 0

beforeAll(async () => {
  house = await openTestHouse({ billing: true, startingCreditMicrodollars: 100_000_000 })
  queue = openQueue(house.database)
  history = openHistory(house.database, {
    ...{ clock: () => new Date(NOW), retentionDays: 7, files: house.files, log: silentLog },
  })
  const stranger = { id: 'stranger', name: 'Stranger', created_at: new Date() }
  await house.database.kysely.insertInto('accounts').values(stranger).execute()
})
afterAll(() => house.close())
beforeEach(async () => {
  await house.database.kysely.deleteFrom('predictions').execute()
})

/** Submits a prediction that many milliseconds before now. */
async function submitted(age: number, changes: Partial<Prediction> = {}): Promise<string> {
  const clock = () => new Date(NOW - age)
  const predictions = await openPredictions(house.database, { random: systemRandom, clock, billing: true })
  return (await predictions.submit(await newPrediction(house, changes))).id
}

async function claimed(model = TEST_MODEL) {
  tokens += 1
  const job = await queue.claim('worker', `token-${tokens}`, [model])
  if (!job) throw new Error('nothing to claim')
  return job
}

async function completed(age: number, output = `outputs/0123456789abcdef/${age}.wav`): Promise<string> {
  const id = await submitted(age)
  const { lease } = await claimed()
  expect(lease.predictionId).toBe(id)
  const facts = { engine: 'test', engineVersion: '1', warnings: [], report: {}, inferenceMs: 0, stageMs: {} }
  await queue.complete(lease, { outputs: [output], ...facts })
  return id
}

async function ids(filter: PredictionFilter = {}, page = ALL): Promise<readonly string[]> {
  const { total, items } = await history.page(house.ownerAccountId, filter, page)
  if (page === ALL) expect(total).toBe(items.length)
  return items.map(({ id }) => id)
}

test('an account sees its own predictions, the newest first, and nobody else does', async () => {
  const older = await submitted(3 * HOUR)
  const newer = await submitted(HOUR)
  expect(await ids()).toEqual([newer, older])
  expect(await history.page('stranger', {}, ALL)).toEqual({ total: 0, items: [] })
})

test('what is older than the retention is not shown, to the millisecond', async () => {
  const kept = await submitted(7 * 24 * HOUR)
  await submitted(7 * 24 * HOUR + 1)
  expect(await ids()).toEqual([kept])
})

test('a list can be narrowed by model and by status', async () => {
  const done = await completed(2 * HOUR)
  const music = await submitted(HOUR, { model: OTHER_MODEL })
  const waiting = await submitted(0)
  expect(await ids({ model: OTHER_MODEL })).toEqual([music])
  expect(await ids({ status: 'completed' })).toEqual([done])
  expect(await ids({ status: 'created' })).toEqual([waiting, music])
  expect(await ids({ status: 'created', model: OTHER_MODEL })).toEqual([music])
  expect(await ids({ status: 'failed' })).toEqual([])
  await claimed()
  expect(await ids({ status: 'processing' })).toEqual([waiting])
})

test.each([
  ['inside one hour', 30, 10],
  ['over the edge of an hour', 50, 10],
  ['over several hours', 190, 40],
  ['from nothing to nothing', 10, 10],
])('both limits of a time range hold %s', async (_, oldest, newest) => {
  const minute = 60_000
  const all: string[] = []
  for (const age of [200, 190, 150, 120, 90, 50, 40, 30, 20, 10, 0]) all.unshift(await submitted(age * minute))
  const ages = [0, 10, 20, 30, 40, 50, 90, 120, 150, 190, 200]
  const expected = all.filter((_, index) => ages[index] <= oldest && ages[index] > newest)
  const [createdFrom, createdBefore] = [oldest, newest].map((age) => new Date(NOW - age * minute))
  expect(await ids({ createdFrom, createdBefore })).toEqual(expected)
})

test('pages put together are the whole list, whatever their size, and every page knows its length', async () => {
  for (let index = 0; index < 23; index++)
    await submitted(index * 0.31 * HOUR, index % 3 === 0 ? { model: OTHER_MODEL } : {})
  for (const filter of [{}, { model: OTHER_MODEL }, { status: 'created' } as const]) {
    const whole = await ids(filter)
    for (const limit of [1, 2, 7, 23, 100]) {
      const pages: string[] = []
      for (let offset = 0; offset < 30; offset += limit) pages.push(...(await ids(filter, { offset, limit })))
      expect(pages).toEqual(whole)
    }
  }
  expect(await history.page(house.ownerAccountId, {}, { offset: 1_000_000, limit: 10 })).toEqual({
    total: 23,
    items: [],
  })
})

test('what is removed is not counted any more, and its result goes', async () => {
  const output = 'outputs/fedcba9876543210/0.wav'
  await house.files.put(output, Buffer.from('sound'), 100)
  const done = await completed(HOUR, output)
  const kept = await completed(0)
  expect(await history.remove(house.ownerAccountId, [done, 'unknown'])).toEqual([done])
  expect(await ids()).toEqual([kept])
  expect(await ids({ status: 'completed' })).toEqual([kept])
  expect(await house.files.stat(output)).toBeUndefined()
  expect(await house.predictions.find(house.ownerAccountId, done)).toBeUndefined()
})

test('nobody can remove what is another account’s', async () => {
  const id = await submitted(0)
  expect(await history.remove('stranger', [id])).toEqual([])
  expect(await ids()).toEqual([id])
})

test('a prediction that waits or runs is cancelled before it is removed: refunded once, its worker shut out', async () => {
  const { ledger, ownerAccountId } = house
  const before = await ledger.balanceMicrodollars(ownerAccountId)
  const running = await submitted(HOUR)
  const { lease } = await claimed()
  const waiting = await submitted(0)
  expect([...(await history.remove(ownerAccountId, [running, waiting]))].sort()).toEqual([running, waiting].sort())
  expect(await ledger.balanceMicrodollars(ownerAccountId)).toBe(before)
  expect(await queue.heartbeat(lease, { stage: 'render', fraction: 0.5 })).toBe(false)
  const facts = { engine: 'test', engineVersion: '1', warnings: [], report: {}, inferenceMs: 0, stageMs: {} }
  expect(await queue.complete(lease, { outputs: [], ...facts })).toBe(false)
  expect(await queue.claim('worker', 'none', [TEST_MODEL])).toBeUndefined()
  expect(await ledger.balanceMicrodollars(ownerAccountId)).toBe(before)
})

test('a result that cannot be deleted does not keep its prediction', async () => {
  const id = await completed(0)
  const files = { ...house.files, delete: () => Promise.reject(new Error('the disk is gone')) }
  const stubborn = openHistory(house.database, { clock: () => new Date(NOW), retentionDays: 7, files, log: silentLog })
  expect(await stubborn.remove(house.ownerAccountId, [id])).toEqual([id])
  expect(await ids()).toEqual([])
})
