import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { JobError } from '../errors.ts'
import type { House } from '../house.ts'
import { systemRandom } from '../ids.ts'
import type { NewPrediction } from '../jobs/prediction.ts'
import { openPredictions } from '../jobs/predictions.ts'
import { openQueue, type Queue } from '../jobs/queue.ts'
import type { Bill, BillFilter } from '../ports.ts'
import { newPrediction, TEST_MODEL } from '../testing/new-prediction.test.fixture.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'

const OUTPAINTING = 'stability-ai/stable-audio-3/audio-outpainting'
const PRICES = { [TEST_MODEL]: 24_000, [OUTPAINTING]: 44_600 }
const HOUR = 3_600_000
/** One moment, so that no hour can end in the middle of a test. */
const BASE = Date.now()
const ALL = { offset: 0, limit: 100 }

let house: House
let queue: Queue
let tokens = 0

beforeAll(async () => {
  house = await openTestHouse({ billing: true, startingCreditMicrodollars: 1_000_000_000 })
  queue = openQueue(house.database)
  const stranger = { id: 'stranger', name: 'Stranger', created_at: new Date() }
  await house.database.kysely.insertInto('accounts').values(stranger).execute()
})
afterAll(() => house.close())
beforeEach(async () => {
  const { kysely } = house.database
  await kysely.deleteFrom('predictions').execute()
  for (const table of ['ledger_postings', 'ledger_transactions', 'bill_hours', 'prediction_hours'] as const)
    await kysely.deleteFrom(table).execute()
})

type Ending = 'completed' | 'failed' | 'running' | 'waiting'

async function run(ending: Ending, changes: Partial<NewPrediction> = {}, billing = true, age = 0): Promise<string> {
  const clock = () => new Date(BASE - age)
  const predictions = await openPredictions(house.database, { random: systemRandom, clock, billing })
  const { model = TEST_MODEL } = changes
  const priceMicrodollars = PRICES[model as keyof typeof PRICES]
  const { id } = await predictions.submit(await newPrediction(house, { priceMicrodollars, ...changes }))
  if (ending === 'waiting') return id
  tokens += 1
  const job = await queue.claim('worker', `token-${tokens}`, [model])
  if (job?.lease.predictionId !== id) throw new Error('another job was waiting')
  const facts = { engine: 'test', engineVersion: '1', warnings: [], report: {}, inferenceMs: 0, stageMs: {} }
  if (ending === 'completed') await queue.complete(job.lease, { outputs: [], ...facts })
  if (ending === 'failed') await queue.fail(job.lease, new JobError('internal'))
  return id
}

async function search(filter: Partial<BillFilter> = {}, page = ALL): Promise<readonly Bill[]> {
  const { total, items } = await house.billing.search(house.ownerAccountId, { newestFirst: false, ...filter }, page)
  if (page === ALL) expect(total).toBe(items.length)
  return items
}

const short = (bills: readonly Bill[]) =>
  bills.map(({ type, predictionId, predictionStatus }) => [type, predictionId, predictionStatus])

test('a job is a deduction from its submit on, and a refund beside it when it fails', async () => {
  const waiting = await run('waiting', { model: OUTPAINTING })
  const running = await run('running')
  const failed = await run('failed')
  const completed = await run('completed')
  const bills = await search()
  expect(short(bills)).toEqual([
    ['deduct', waiting, 'created'],
    ['deduct', running, 'processing'],
    ['deduct', failed, 'failed'],
    ['refund', failed, 'failed'],
    ['deduct', completed, 'completed'],
  ])
  expect(bills[0]).toMatchObject({ amountMicrodollars: 44_600, model: OUTPAINTING, keyName: 'console' })
  expect(bills[3]).toMatchObject({ amountMicrodollars: 24_000, model: TEST_MODEL, keyId: bills[0].keyId })
  expect(bills[4].updatedAt.getTime()).toBeGreaterThan(bills[4].createdAt.getTime())
  expect(await house.billing.search('stranger', { newestFirst: true }, ALL)).toEqual({ total: 0, items: [] })
})

test('bills outlive what they are for', async () => {
  const done = await run('completed')
  const waiting = await run('waiting')
  await house.history.remove(house.ownerAccountId, [done, waiting])
  expect(short(await search())).toEqual([
    ['deduct', done, 'completed'],
    ['deduct', waiting, 'failed'],
    ['refund', waiting, 'failed'],
  ])
})

test('bills can be narrowed by each of the filters, and by several', async () => {
  const failed = await run('failed')
  const music = await run('completed', { model: OUTPAINTING })
  const { id: keyId } = await house.database.kysely.selectFrom('api_keys').select('id').executeTakeFirstOrThrow()
  expect(short(await search({ type: 'refund' }))).toEqual([['refund', failed, 'failed']])
  expect(await search({ type: 'deduct' })).toHaveLength(2)
  expect(short(await search({ model: OUTPAINTING }))).toEqual([['deduct', music, 'completed']])
  expect(await search({ keyId })).toHaveLength(3)
  expect(await search({ keyId: 'another' })).toEqual([])
  expect(await search({ predictionIds: [failed, 'unknown'] })).toHaveLength(2)
  expect(await search({ predictionIds: [failed], type: 'refund', model: TEST_MODEL, keyId })).toHaveLength(1)
  expect(await search({ predictionIds: [failed], model: OUTPAINTING })).toEqual([])
  const now = Date.now()
  expect(await search({ createdFrom: new Date(now - 60_000), createdBefore: new Date(now + 60_000) })).toHaveLength(3)
  expect(await search({ createdFrom: new Date(now + 60_000) })).toEqual([])
  expect(await search({ createdBefore: new Date(now - 600_000) })).toEqual([])
})

test('bills come in either order, and pages put together are all of them', async () => {
  for (let index = 0; index < 7; index++) await run(index % 2 ? 'failed' : 'completed')
  // Spread over three hours, as if they had come in the course of an afternoon.
  await house.database.kysely.deleteFrom('bill_hours').execute()
  await spreadBills()
  const forward = short(await search())
  expect(forward).toHaveLength(10)
  expect(short(await search({ newestFirst: true }))).toEqual([...forward].reverse())
  for (const newestFirst of [true, false]) {
    const pages: unknown[] = []
    for (let offset = 0; offset < 12; offset += 3)
      pages.push(...short(await search({ newestFirst }, { offset, limit: 3 })))
    expect(pages).toEqual(newestFirst ? [...forward].reverse() : forward)
  }
})

test('with billing off nothing is billed, and runs are counted all the same, at no cost', async () => {
  await run('completed', {}, false)
  await run('failed', {}, false)
  await run('completed', { model: OUTPAINTING }, true)
  expect(await search()).toHaveLength(1)
  const usage = await usageBetween(new Date(BASE - HOUR), new Date(BASE + HOUR))
  expect(usage).toEqual([
    { model: OUTPAINTING, day: expect.any(String), submitted: 1, completed: 1, costMicrodollars: 44_600 },
    { model: TEST_MODEL, day: expect.any(String), submitted: 2, completed: 1, costMicrodollars: 0 },
  ])
})

test('usage is of the days of the submits, outlives predictions, and ends where it is asked to', async () => {
  const day = (days: number) => new Date(BASE - days * 24 * HOUR).toISOString().slice(0, 10)
  for (const days of [3, 2, 2]) await run('completed', {}, true, days * 24 * HOUR)
  await house.database.kysely.deleteFrom('predictions').execute()
  const row = { model: TEST_MODEL, submitted: 1, completed: 1, costMicrodollars: 24_000 }
  expect(await usageBetween(new Date(BASE - 96 * HOUR), new Date())).toEqual([
    { ...row, day: day(3) },
    { ...row, day: day(2), submitted: 2, completed: 2, costMicrodollars: 48_000 },
  ])
  expect(await usageBetween(new Date(BASE - 48 * HOUR), new Date())).toMatchObject([{ day: day(2) }])
  expect(await usageBetween(new Date(BASE - 24 * HOUR), new Date())).toEqual([])
  const { usage } = house.billing
  const all = { from: new Date(BASE - 96 * HOUR), before: new Date() }
  expect(await usage(house.ownerAccountId, { ...all, model: OUTPAINTING })).toEqual([])
  expect(await usage('stranger', { ...all, model: undefined })).toEqual([])
})

const usageBetween = (from: Date, before: Date) =>
  house.billing.usage(house.ownerAccountId, { from, before, model: undefined })

/** Moves the ledger's entries apart, and counts them anew by what the trigger would have counted. */
async function spreadBills(): Promise<void> {
  const { kysely } = house.database
  const entries = await kysely.selectFrom('ledger_transactions').selectAll().orderBy('id').execute()
  for (const [index, entry] of entries.entries()) {
    const { id: _, ...facts } = entry
    const created_at = new Date(Date.parse('2026-07-01T12:50:00Z') + index * 480_000)
    await kysely.deleteFrom('ledger_postings').where('transaction_id', '=', entry.id).execute()
    await kysely.deleteFrom('ledger_transactions').where('id', '=', entry.id).execute()
    const known = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null))
    await kysely
      .insertInto('ledger_transactions')
      .values({ kind: entry.kind, prediction_id: entry.prediction_id, ...known, created_at })
      .execute()
  }
}
