import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { JobError } from '../errors.ts'
import type { House } from '../house.ts'
import { newPrediction, TEST_MODEL } from '../testing/new-prediction.test.fixture.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'
import type { Prediction } from './prediction.ts'
import { type JobResult, type Lease, openQueue, type Queue } from './queue.ts'

const CREDIT = 1_000_000
const CANCELLED = { status: 'failed', errorCode: 1405, error: 'Cancelled by the owner.' }
const RESULT: JobResult = {
  ...{ outputs: ['outputs/0123456789abcdef/0.wav'], engine: 'test-tone', engineVersion: '1' },
  ...{ warnings: [], report: {}, inferenceMs: 0, stageMs: {} },
}

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
const cancel = (id: string): Promise<Prediction | undefined> => house.predictions.cancel(house.ownerAccountId, id)
const balance = (): Promise<number> => house.ledger.balanceMicrodollars(house.ownerAccountId)

async function claim(): Promise<Lease> {
  tokens += 1
  const job = await queue.claim('worker-1', `token-${tokens}`, [TEST_MODEL])
  if (!job) throw new Error('nothing to claim')
  return job.lease
}

async function conclusions(id: string): Promise<readonly string[]> {
  const rows = await house.database.kysely
    .selectFrom('ledger_transactions')
    .select('kind')
    .where('prediction_id', '=', id)
    .where('kind', '!=', 'reserve')
    .execute()
  return rows.map(({ kind }) => kind)
}

test('a waiting job ends at once, is refunded, and no worker gets it', async () => {
  const before = await balance()
  const { id } = await submit()
  expect(await cancel(id)).toMatchObject({ ...CANCELLED, executionMs: 0 })
  expect(await balance()).toBe(before)
  expect(await queue.claim('worker-1', 'none', [TEST_MODEL])).toBeUndefined()
  expect(await conclusions(id)).toEqual(['refund'])
})

test('a job cancelled between lease and first step is fenced off from whoever leased it', async () => {
  const before = await balance()
  const { id } = await submit()
  const lease = await claim()
  expect(await cancel(id)).toMatchObject(CANCELLED)
  expect(await queue.heartbeat(lease, { stage: 'late', fraction: 1 })).toBe(false)
  expect(await queue.complete(lease, RESULT)).toBe(false)
  expect(await queue.fail(lease, new JobError('internal'))).toBe(false)
  expect(await queue.retry(lease)).toBe(false)
  expect(await queue.release(lease)).toBe(false)
  expect(await house.predictions.find(house.ownerAccountId, id)).toMatchObject(CANCELLED)
  expect(await conclusions(id)).toEqual(['refund'])
  expect(await balance()).toBe(before)
})

test('a job that went back into the queue and is cancelled there was worked on by nobody', async () => {
  const { id } = await submit()
  await queue.release(await claim())
  expect(await cancel(id)).toMatchObject({ ...CANCELLED, executionMs: 0 })
})

test.each(['cancel first', 'completion first'])(
  'cancelled as it completes, %s: exactly one conclusion',
  async (order) => {
    const before = await balance()
    const { id, priceMicrodollars } = await submit()
    const lease = await claim()
    const steps = [() => cancel(id), () => queue.complete(lease, RESULT)]
    if (order === 'completion first') steps.reverse()
    await Promise.all(steps.map((step) => step()))
    const prediction = await house.predictions.find(house.ownerAccountId, id)
    const settled = order === 'completion first'
    expect(await conclusions(id)).toEqual([settled ? 'settle' : 'refund'])
    expect(prediction).toMatchObject(settled ? { status: 'completed' } : CANCELLED)
    expect(await balance()).toBe(settled ? before - priceMicrodollars : before)
  },
)

test('many cancels at once are one', async () => {
  const { id } = await submit()
  const answers = await Promise.all(Array.from({ length: 20 }, () => cancel(id)))
  for (const answer of answers) expect(answer).toEqual(answers[0])
  expect(await conclusions(id)).toEqual(['refund'])
})

test('who waits for a job hears of its cancellation', async () => {
  const { id } = await submit()
  const waiting = house.predictions.waitUntilFinished(house.ownerAccountId, id, 45_000, new AbortController().signal)
  await cancel(id)
  expect(await waiting).toMatchObject(CANCELLED)
})

test("a stranger's cancel finds nothing and changes nothing", async () => {
  const { id } = await submit()
  expect(await house.predictions.cancel('stranger', id)).toBeUndefined()
  expect(await house.predictions.cancel(house.ownerAccountId, 'f'.repeat(32))).toBeUndefined()
  expect(await house.predictions.find(house.ownerAccountId, id)).toMatchObject({ status: 'created' })
})
