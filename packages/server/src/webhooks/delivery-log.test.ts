import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { House } from '../house.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'
import { type Attempt, type DeliveryQueue, openDeliveryQueue } from './delivery-queue.ts'
import { completedFor } from './testing/ended-job.test.fixture.ts'

const HOOK = { url: 'https://hooks.example.org/x', destination: 'hooks.example.org' }
const REFUSED: Attempt = { startedAt: new Date(), durationMs: 5, httpStatus: 500, reason: 'It answered with 500.' }
const FOREIGN = 'another-account'

let house: House
let queue: DeliveryQueue

beforeAll(async () => {
  house = await openTestHouse()
  queue = openDeliveryQueue(house.database)
})
afterAll(() => house.close())
beforeEach(async () => {
  await house.database.kysely.deleteFrom('predictions').execute()
})

/** One attempt that ends the delivery, however it ended before. */
async function attempt(outcome: Attempt): Promise<void> {
  const delivery = await queue.claim(`token-${outcome.httpStatus}`, { destinations: [], accounts: [] })
  if (!delivery) throw new Error('nothing was due')
  await queue.conclude({ ...delivery, failedAttempts: 3 }, outcome)
}

const list = (query: object = {}) =>
  house.webhooks.deliveries(house.ownerAccountId, { page: 1, pageSize: 100, ...query })
const again = (id: string, accountId = house.ownerAccountId) => house.webhooks.redeliver(accountId, id)

test('the log is the newest first, in pages, by status and by prediction', async () => {
  const failed = await completedFor(house, HOOK)
  await attempt(REFUSED)
  const waiting = await completedFor(house, HOOK)
  expect((await list()).items.map(({ predictionId }) => predictionId)).toEqual([waiting, failed])
  expect(await list({ page: 2, pageSize: 1 })).toMatchObject({ total: 2, items: [{ predictionId: failed }] })
  expect(await list({ status: 'failed' })).toMatchObject({ total: 1, items: [{ predictionId: failed, url: HOOK.url }] })
  expect(await list({ predictionId: waiting })).toMatchObject({ total: 1, items: [{ status: 'pending' }] })
})

test('a delivery that failed is sent again with all its retries', async () => {
  const id = await completedFor(house, HOOK)
  await attempt(REFUSED)
  expect(await again(id)).toMatchObject({ status: 'pending', attempts: [REFUSED] })
  expect(await queue.claim('token', { destinations: [], accounts: [] })).toMatchObject({ failedAttempts: 0 })
})

test('one that was delivered can be sent again too, and one that is on its way stays there', async () => {
  const id = await completedFor(house, HOOK)
  await attempt({ ...REFUSED, httpStatus: 200, reason: null })
  expect(await again(id)).toMatchObject({ status: 'pending' })
  const before = (await list()).items
  expect(await again(id)).toEqual(before[0])
})

test('a receiver that is never there is not called for ever', async () => {
  const id = await completedFor(house, HOOK)
  await house.database.kysely.updateTable('webhook_deliveries').set({ attempts: 99 }).execute()
  await attempt(REFUSED)
  await house.database.kysely
    .insertInto('webhook_attempts')
    .values(
      Array.from({ length: 99 }, (_, index) => ({
        ...{ prediction_id: id, number: index + 1, started_at: new Date(), duration_ms: 1 },
        ...{ http_status: 500, reason: 'It answered with 500.' },
      })),
    )
    .execute()
  await expect(again(id)).rejects.toMatchObject({ code: 'delivery_spent', status: 409 })
})

test('another account sees nothing and can send nothing', async () => {
  const id = await completedFor(house, HOOK)
  await attempt(REFUSED)
  expect(await house.webhooks.deliveries(FOREIGN, { page: 1, pageSize: 100 })).toEqual({ items: [], total: 0 })
  await expect(again(id, FOREIGN)).rejects.toMatchObject({ code: 'delivery_not_found', status: 404 })
  expect(await list()).toMatchObject({ items: [{ status: 'failed' }] })
})
