import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { JobError } from '../errors.ts'
import type { House } from '../house.ts'
import { newPrediction, TEST_MODEL } from '../testing/new-prediction.test.fixture.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'
import type { Prediction } from './prediction.ts'
import { type JobResult, type LeasedJob, openQueue, type Queue } from './queue.ts'

const PRICE = 24_000
const CREDIT = 1_000_000
const SHOWN = {
  outputs: ['outputs/0123456789abcdef/0.wav'],
  engine: 'test-tone',
  engineVersion: '1',
  warnings: ['quiet'],
  report: { steps: 3 },
  inferenceMs: 0,
}
const RESULT: JobResult = { ...SHOWN, stageMs: { render: 0 } }

let house: House
let queue: Queue
let tokens = 0

beforeAll(async () => {
  house = await openTestHouse({ billing: true, startingCreditMicrodollars: CREDIT })
  queue = openQueue(house.database)
})
afterAll(() => house.close())
beforeEach(async () => {
  await house.database.kysely.deleteFrom('predictions').execute()
})

const submit = async (): Promise<Prediction> => house.predictions.submit(await newPrediction(house))
const find = (id: string): Promise<Prediction | undefined> => house.predictions.find(house.ownerAccountId, id)
const balance = (): Promise<number> => house.ledger.balanceMicrodollars(house.ownerAccountId)

async function claim(owner = 'worker-1'): Promise<LeasedJob> {
  tokens += 1
  const job = await queue.claim(owner, `token-${tokens}`, [TEST_MODEL])
  if (!job) throw new Error('nothing to claim')
  return job
}

/** What 15 s without a heartbeat do to a lease. */
async function backdateLease(id: string): Promise<void> {
  const past = new Date(Date.now() - 1000)
  await house.database.kysely.updateTable('predictions').set({ lease_expires_at: past }).where('id', '=', id).execute()
}

test('jobs are leased in the order they came, each once', async () => {
  const first = await submit()
  const second = await submit()
  expect((await claim()).lease.predictionId).toBe(first.id)
  expect((await claim()).lease.predictionId).toBe(second.id)
  expect(await queue.claim('worker-1', 'none', [TEST_MODEL])).toBeUndefined()
})

test('a higher priority goes first, and a model that nobody here can serve is left alone', async () => {
  await submit()
  const urgent = await submit()
  await house.database.kysely.updateTable('predictions').set({ priority: 1 }).where('id', '=', urgent.id).execute()
  expect(await queue.claim('worker-1', 'none', ['another/model'])).toBeUndefined()
  expect((await claim()).lease.predictionId).toBe(urgent.id)
})

test('many workers at once never get the same job', async () => {
  for (let index = 0; index < 10; index++) await submit()
  const jobs = await Promise.all(Array.from({ length: 20 }, (_, index) => queue.claim('w', `t${index}`, [TEST_MODEL])))
  const ids = jobs.flatMap((job) => (job ? [job.lease.predictionId] : []))
  expect(ids).toHaveLength(10)
  expect(new Set(ids).size).toBe(10)
})

test('a leased job is processing and shows progress that never goes back', async () => {
  const { id } = await submit()
  const { lease } = await claim()
  expect(await queue.heartbeat(lease, { stage: 'render', fraction: 0.5 })).toBe(true)
  expect(await queue.heartbeat(lease, { stage: 'render', fraction: 0.4 })).toBe(true)
  expect(await find(id)).toMatchObject({ status: 'processing', progress: { stage: 'render', fraction: 0.5 } })
})

test('steps and the estimate of a job are those of its last beat, and go when it starts over', async () => {
  const { id } = await submit()
  const { lease } = await claim()
  await queue.heartbeat(lease, { stage: 'step', fraction: 0.5, step: { done: 3, total: 8 }, remainingMs: 1_250 })
  expect(await find(id)).toMatchObject({ progress: { step: { done: 3, total: 8 }, remainingMs: 1_250 } })
  await queue.heartbeat(lease, { stage: 'decode', fraction: 0.9 })
  expect(await find(id)).toMatchObject({ progress: { stage: 'decode', fraction: 0.9 } })
  await queue.heartbeat(lease, { stage: 'step', fraction: 0.9, step: { done: 8, total: 8 }, remainingMs: 10 })
  await queue.retry(lease)
  await claim()
  expect(await find(id)).toMatchObject({ progress: { stage: 'started again: starting', fraction: 0 } })
  expect(JSON.stringify(await find(id))).not.toMatch(/"step"|remainingMs/)
})

test('completing a job moves its price from the reservation to the revenue', async () => {
  const before = await balance()
  const revenueBefore = await ledgerBalance('house/revenue')
  const { id } = await submit()
  expect(await balance()).toBe(before - PRICE)
  const { lease } = await claim()
  expect(await queue.complete(lease, RESULT)).toBe(true)
  expect(await find(id)).toMatchObject({ status: 'completed', ...SHOWN })
  expect(await balance()).toBe(before - PRICE)
  expect(await ledgerBalance('house/revenue')).toBe(revenueBefore + PRICE)
})

test('failing a job gives its price back', async () => {
  const before = await balance()
  const { id } = await submit()
  const { lease } = await claim()
  const error = new JobError('source_undecodable', { reason: 'Not a sound file.' })
  expect(await queue.fail(lease, error)).toBe(true)
  expect(await find(id)).toMatchObject({ status: 'failed', errorCode: 1402, error: 'Not a sound file.' })
  expect(await balance()).toBe(before)
})

test('a frozen worker can neither report nor finish a job that was leased to another', async () => {
  const { id } = await submit()
  const frozen = await claim('frozen')
  await backdateLease(id)
  expect(await queue.recoverExpired()).toEqual(['frozen'])
  expect(await find(id)).toMatchObject({ status: 'processing' })
  const next = await claim('next')
  expect([frozen.again, next.again]).toEqual([false, true])
  expect(next.attempt).toBe(2)

  expect(await queue.heartbeat(frozen.lease, { stage: 'late', fraction: 1 })).toBe(false)
  expect(await queue.complete(frozen.lease, RESULT)).toBe(false)
  expect(await queue.fail(frozen.lease, new JobError('internal'))).toBe(false)
  expect(await queue.retry(frozen.lease)).toBe(false)
  expect(await queue.release(frozen.lease)).toBe(false)
  expect(await find(id)).toMatchObject({
    status: 'processing',
    progress: { stage: 'started again: starting', fraction: 0 },
  })
  expect(await queue.complete(next.lease, RESULT)).toBe(true)
})

test('a job that is finished is finished: nothing changes it again', async () => {
  const { id } = await submit()
  const { lease } = await claim()
  await queue.complete(lease, RESULT)
  expect(await queue.fail(lease, new JobError('internal'))).toBe(false)
  await queue.recoverAll()
  expect(await find(id)).toMatchObject({ status: 'completed' })
})

test('a lease that is kept alive is not recovered', async () => {
  const { id } = await submit()
  const { lease } = await claim()
  await backdateLease(id)
  await queue.heartbeat(lease, { stage: 'render', fraction: 0.1 })
  expect(await queue.recoverExpired()).toEqual([])
})

test('the third worker that is lost with a job is the last, and the price is given back', async () => {
  const before = await balance()
  const { id } = await submit()
  for (let attempt = 1; attempt <= 3; attempt++) {
    expect((await claim('doomed')).attempt).toBe(attempt)
    await queue.recoverOwner('doomed')
  }
  expect(await queue.claim('doomed', 'none', [TEST_MODEL])).toBeUndefined()
  expect(await find(id)).toMatchObject({ status: 'failed', errorCode: 1405 })
  expect(await balance()).toBe(before)
})

test('a job that broke its attempt goes behind those that wait already, and before those that come later', async () => {
  const broken = await submit()
  const waiting = await submit()
  const { lease } = await claim()
  expect(lease.predictionId).toBe(broken.id)
  await queue.retry(lease)
  const later = await submit()
  const order = [await claim(), await claim(), await claim()].map((job) => job.lease.predictionId)
  expect(order).toEqual([waiting.id, broken.id, later.id])
})

test('a worker that stops hands its job back without spending an attempt', async () => {
  await submit()
  const { lease } = await claim()
  expect(await queue.release(lease)).toBe(true)
  expect((await claim()).attempt).toBe(1)
})

test('a server that starts takes up at once what its predecessor was working on', async () => {
  const { id } = await submit()
  await claim('predecessor')
  await queue.recoverAll()
  expect((await claim('successor')).lease.predictionId).toBe(id)
})

test('however often the server itself goes down, the job is not to blame', async () => {
  const { id } = await submit()
  for (let start = 1; start <= 5; start++) {
    expect(await claim('predecessor')).toMatchObject({ attempt: 1, lease: { predictionId: id } })
    await queue.recoverAll()
  }
})

test('a job keeps its place when the server goes down in the middle of it, and goes to the end the second time', async () => {
  const begun = await submit()
  const waiting = await submit()
  const order: string[] = []
  for (let start = 1; start <= 3; start++) {
    order.push((await claim('predecessor')).lease.predictionId)
    await queue.recoverAll()
  }
  expect(order).toEqual([begun.id, begun.id, waiting.id])
})

test('the tenth server that goes down in the middle of a job is the last, and the price is given back', async () => {
  const before = await balance()
  const { id } = await submit()
  for (let start = 1; start <= 10; start++) {
    expect(await find(id)).not.toMatchObject({ status: 'failed' })
    await claim('predecessor')
    await queue.recoverAll()
  }
  expect(await find(id)).toMatchObject({
    status: 'failed',
    errorCode: 1405,
    error: expect.stringContaining('10 times'),
  })
  expect(await balance()).toBe(before)
})

test('a job that was begun months ago can still be ended', async () => {
  const { id } = await submit()
  await claim('doomed')
  const monthsAgo = new Date(Date.now() - 100 * 24 * 3_600_000)
  const aged = { started_at: monthsAgo, attempts: 3 }
  await house.database.kysely.updateTable('predictions').set(aged).where('id', '=', id).execute()
  await queue.recoverOwner('doomed')
  expect(await find(id)).toMatchObject({ status: 'failed', errorCode: 1405, executionMs: 2 ** 31 - 1 })
})

test('the ledger always sums to zero', async () => {
  const { kysely } = house.database
  const postings = await kysely
    .selectFrom('ledger_postings')
    .select((of) => of.fn.sum<string>('amount_microdollars').as('sum'))
    .executeTakeFirstOrThrow()
  const balances = await kysely
    .selectFrom('ledger_accounts')
    .select((of) => of.fn.sum<string>('balance_microdollars').as('sum'))
    .executeTakeFirstOrThrow()
  expect([Number(postings.sum), Number(balances.sum)]).toEqual([0, 0])
})

async function ledgerBalance(id: string): Promise<number> {
  const row = await house.database.kysely
    .selectFrom('ledger_accounts')
    .select('balance_microdollars')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.balance_microdollars
}
