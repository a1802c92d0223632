import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { JobError } from '../errors.ts'
import type { House } from '../house.ts'
import { openQueue } from '../jobs/queue.ts'
import { newPrediction, TEST_MODEL } from '../testing/new-prediction.test.fixture.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'
import { type Attempt, type Busy, type DeliveryQueue, type DueDelivery, openDeliveryQueue } from './delivery-queue.ts'
import { complete, completedFor, submitFor } from './testing/ended-job.test.fixture.ts'

const HOOK = { url: 'https://hooks.example.org/x', destination: 'hooks.example.org' }
const NOBODY: Busy = { destinations: [], accounts: [] }
const REFUSED: Attempt = { startedAt: new Date(), durationMs: 5, httpStatus: 500, reason: 'It answered with 500.' }
const ACCEPTED: Attempt = { ...REFUSED, httpStatus: 200, reason: null }

let house: House
let queue: DeliveryQueue
let tokens = 0

beforeAll(async () => {
  house = await openTestHouse()
  queue = openDeliveryQueue(house.database)
})
afterAll(() => house.close())
beforeEach(async () => {
  await house.database.kysely.deleteFrom('predictions').execute()
})

const log = async () => (await house.webhooks.deliveries(house.ownerAccountId, { page: 1, pageSize: 100 })).items

async function claim(busy: Busy = NOBODY): Promise<DueDelivery | undefined> {
  tokens += 1
  return queue.claim(`token-${tokens}`, busy)
}

async function claimed(): Promise<DueDelivery> {
  const delivery = await claim()
  if (!delivery) throw new Error('nothing was due')
  return delivery
}

/** What waiting does to what is not due yet. */
async function backdate(milliseconds: number): Promise<void> {
  for (const { prediction_id: id, due_at } of await house.database.kysely
    .selectFrom('webhook_deliveries')
    .selectAll()
    .execute()) {
    await house.database.kysely
      .updateTable('webhook_deliveries')
      .set({ due_at: new Date(due_at.getTime() - milliseconds) })
      .where('prediction_id', '=', id)
      .execute()
  }
}

test('a delivery comes to be with the end of the job, and not before', async () => {
  const id = await submitFor(house, HOOK)
  expect(await claim()).toBeUndefined()
  await complete(house, id)
  expect(await claimed()).toMatchObject({
    ...{ destination: HOOK.destination, failedAttempts: 0 },
    prediction: { id, status: 'completed', webhook: { url: HOOK.url } },
  })
})

test('a job that fails is reported, and so is one whose worker is lost too often', async () => {
  const jobs = openQueue(house.database)
  const failing = await submitFor(house, HOOK)
  const lease = (await jobs.claim('worker', failing, [TEST_MODEL]))?.lease
  if (lease) await jobs.fail(lease, new JobError('internal'))
  expect((await claimed()).prediction).toMatchObject({ id: failing, status: 'failed' })
  const lost = await submitFor(house, HOOK)
  for (let attempt = 1; attempt <= 3; attempt++) {
    expect(await claim()).toBeUndefined()
    await jobs.claim('doomed', `${lost}-${attempt}`, [TEST_MODEL])
    await jobs.recoverOwner('doomed')
  }
  expect((await claimed()).prediction).toMatchObject({ id: lost, status: 'failed', errorCode: 1405 })
})

test('a job without a webhook leaves no delivery', async () => {
  const { id } = await house.predictions.submit(await newPrediction(house))
  await complete(house, id)
  expect(await claim()).toBeUndefined()
  expect(await log()).toEqual([])
})

test('each delivery is taken by one server, however many ask at once', async () => {
  for (let index = 0; index < 5; index++) await completedFor(house, HOOK)
  const taken = await Promise.all(Array.from({ length: 12 }, () => claim()))
  const ids = taken.flatMap((delivery) => (delivery ? [delivery.prediction.id] : []))
  expect([ids.length, new Set(ids).size]).toEqual([5, 5])
})

test('whoever has enough under way is passed over, and the next one taken', async () => {
  await completedFor(house, HOOK)
  const other = await completedFor(house, { ...HOOK, destination: 'other.example.org' })
  const busy = { destinations: [HOOK.destination, 'third.example.org'], accounts: [] }
  expect((await claim(busy))?.prediction.id).toBe(other)
  expect(await claim(busy)).toBeUndefined()
  expect(await claim({ destinations: [], accounts: [house.ownerAccountId] })).toBeUndefined()
  expect(await claim()).toBeDefined()
})

test('a failed attempt is made again after 5, 25 and 125 seconds, and then never', async () => {
  const id = await completedFor(house, HOOK)
  for (const [failedAttempts, delayMs] of [5_000, 25_000, 125_000].entries()) {
    const delivery = await claimed()
    expect(delivery.failedAttempts).toBe(failedAttempts)
    await queue.conclude(delivery, REFUSED)
    const next = (await queue.nextDueMs()) ?? 0
    // However slow this machine, it is not a second slow between two statements.
    expect(next).toBeGreaterThan(delayMs - 1_000)
    expect(next).toBeLessThanOrEqual(delayMs)
    expect(await claim()).toBeUndefined()
    await backdate(delayMs)
  }
  await queue.conclude(await claimed(), REFUSED)
  await backdate(1_000_000)
  expect(await claim()).toBeUndefined()
  expect(await queue.nextDueMs()).toBeUndefined()
  const [delivery] = await log()
  expect(delivery).toMatchObject({ predictionId: id, status: 'failed', nextAttemptAt: null })
  expect(delivery?.attempts.map(({ httpStatus }) => httpStatus)).toEqual([500, 500, 500, 500])
})

test('a delivery that was accepted is over, with what led to it on record', async () => {
  await completedFor(house, HOOK)
  await queue.conclude(await claimed(), REFUSED)
  await backdate(5_000)
  await queue.conclude(await claimed(), ACCEPTED)
  await backdate(1_000_000)
  expect(await claim()).toBeUndefined()
  const [delivery] = await log()
  expect(delivery?.status).toBe('delivered')
  expect(delivery?.attempts).toEqual([REFUSED, ACCEPTED])
})

test('what a crashed server was sending is sent again, and its late word does not count', async () => {
  await completedFor(house, HOOK)
  const crashed = await claimed()
  expect(await claim()).toBeUndefined()
  await backdate(60_000)
  const next = await claimed()
  expect(next).toMatchObject({ failedAttempts: 0, prediction: { id: crashed.prediction.id } })
  await queue.conclude(crashed, ACCEPTED)
  await queue.release(crashed)
  expect(await log()).toMatchObject([{ status: 'pending', attempts: [] }])
  await queue.conclude(next, ACCEPTED)
  expect(await log()).toMatchObject([{ status: 'delivered' }])
})

test('a server that starts alone takes up at once what its predecessor was sending', async () => {
  await completedFor(house, HOOK)
  await claimed()
  await queue.recoverAll()
  expect(await claim()).toMatchObject({ failedAttempts: 0 })
})

test('a server that stops hands its delivery back without spending an attempt', async () => {
  await completedFor(house, HOOK)
  await queue.release(await claimed())
  expect(await claim()).toMatchObject({ failedAttempts: 0 })
  expect(await log()).toMatchObject([{ attempts: [] }])
})

test('deliveries go with their prediction', async () => {
  const id = await completedFor(house, HOOK)
  await queue.conclude(await claimed(), REFUSED)
  await house.database.kysely.deleteFrom('predictions').where('id', '=', id).execute()
  expect(await house.database.kysely.selectFrom('webhook_attempts').selectAll().execute()).toEqual([])
  expect(await claim()).toBeUndefined()
})
