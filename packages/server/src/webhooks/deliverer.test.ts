import { EventEmitter, once } from 'node:events'
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest'
import type { House } from '../house.ts'
import { systemRandom } from '../ids.ts'
import type { Log } from '../log.ts'
import { newPrediction } from '../testing/new-prediction.test.fixture.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'
import { CALL_LIMITS, type CallLimits } from './call.ts'
import { type Deliverer, startDeliverer } from './deliverer.ts'
import { openDeliveryQueue } from './delivery-queue.ts'
import { openWebhookSecrets } from './secrets.ts'
import { complete, completedFor, SERVER_URL, submitFor } from './testing/ended-job.test.fixture.ts'
import { type Receiver, startReceiver, verifies } from './testing/receiver.test.fixture.ts'

const NOW = new Date('2026-07-01T12:34:56.789Z')

let house: House
let keyId: string
let lines: string[] = []
const logs = new EventEmitter()

const record = (fields: object, message: string): void => {
  lines.push(JSON.stringify([message, fields]))
  logs.emit('line')
}
const log: Log = { debug: record, info: record, warn: record, error: record }

beforeAll(async () => {
  house = await openTestHouse()
  keyId = (await newPrediction(house)).keyId
})
afterAll(() => house.close())
beforeEach(async () => {
  await house.database.kysely.deleteFrom('predictions').execute()
  lines = []
})

async function start(limits: Partial<CallLimits> = {}, clock = () => NOW): Promise<Deliverer> {
  const { database } = house
  const deliverer = await startDeliverer({
    ...{ database, clock, log, random: systemRandom, allowedHosts: ['127.0.0.1'] },
    queue: openDeliveryQueue(database),
    secrets: openWebhookSecrets(database, { clock, random: systemRandom }),
    limits: { ...CALL_LIMITS, ...limits },
  })
  onTestFinished(() => deliverer.stop())
  return deliverer
}

/** Resolves once the log holds that many lines of this message: an outcome has been recorded by then. */
async function logged(message: string, count = 1): Promise<void> {
  while (lines.filter((line) => line.startsWith(`["${message}"`)).length < count) await once(logs, 'line')
}

/** Makes every retry due, as waiting would, and wakes whoever sends. */
async function retryNow(): Promise<void> {
  await house.database.kysely
    .updateTable('webhook_deliveries')
    .set({ due_at: new Date(0) })
    .execute()
  await house.database.kysely
    .selectNoFrom((of) => of.fn('pg_notify', [of.val('webhook_due'), of.val('')]).as('x'))
    .execute()
}

const deliveries = async () => (await house.webhooks.deliveries(house.ownerAccountId, { page: 1, pageSize: 100 })).items

test('the end of a job is reported at once: the bare prediction, signed', async () => {
  const receiver = await startReceiver()
  await start()
  const id = await completedFor(house, receiver)
  await receiver.arrived(1)
  const { method, path, headers = {}, body = '' } = receiver.received[0] ?? {}
  expect([method, path]).toEqual(['POST', '/hook?token=hush'])
  expect(headers).toMatchObject({
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(NOW.getTime() / 1000)),
  })
  expect(headers).not.toHaveProperty('webhook-signature-previous')
  expect(headers).not.toHaveProperty('authorization')
  const secret = await house.webhooks.secret(keyId)
  expect(await verifies(secret, headers, body)).toBe(true)
  expect(JSON.parse(body)).toMatchObject({
    ...{ id, status: 'completed', error: '', input: { prompt: 'warm lo-fi tape' }, has_nsfw_contents: [false] },
    outputs: [`${SERVER_URL}/files/outputs/${id}/0.wav`],
    urls: { get: `${SERVER_URL}/api/v3/predictions/${id}/result` },
    ...{ executionTime: expect.any(Number), timings: { inference: expect.any(Number) } },
  })
  await logged('webhook delivered')
  expect(await deliveries()).toMatchObject([{ status: 'delivered', attempts: [{ httpStatus: 200, startedAt: NOW }] }])
  expect(lines.join()).not.toMatch(/hush|whsec|v3,/)
})

test('a report that is refused comes again with the same bytes and a new time', async () => {
  let refusals = 1
  const receiver = await startReceiver((_request, response) => {
    response.writeHead(refusals-- > 0 ? 500 : 204).end()
  })
  let seconds = 0
  await start({}, () => new Date(NOW.getTime() + 1_000 * seconds++))
  await completedFor(house, receiver)
  await logged('webhook not delivered')
  await retryNow()
  await logged('webhook delivered')
  const [first, second] = receiver.received
  expect(second?.body).toBe(first?.body)
  expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
  expect(Number(second?.headers['webhook-timestamp'])).toBeGreaterThan(Number(first?.headers['webhook-timestamp']))
  expect(await verifies(await house.webhooks.secret(keyId), second?.headers ?? {}, second?.body ?? '')).toBe(true)
  expect(await deliveries()).toMatchObject([
    {
      status: 'delivered',
      attempts: [{ httpStatus: 500, reason: 'The receiver answered with 500.' }, { httpStatus: 204 }],
    },
  ])
})

test('after a rotation the new secret signs as documented, and the old one beside it', async () => {
  const receiver = await startReceiver()
  const before = await house.webhooks.secret(keyId)
  const { secret } = await openWebhookSecrets(house.database, { clock: () => NOW, random: systemRandom }).rotate(keyId)
  await start()
  await completedFor(house, receiver)
  await receiver.arrived(1)
  const { headers = {}, body = '' } = receiver.received[0] ?? {}
  expect(await verifies(secret, headers, body)).toBe(true)
  expect(await verifies(before, headers, body)).toBe(false)
  expect(await verifies(before, headers, body, 'webhook-signature-previous')).toBe(true)
})

test('a redirect is not followed', async () => {
  const other = await startReceiver()
  const receiver = await startReceiver((_request, response) => response.writeHead(307, { location: other.url }).end())
  await start()
  await completedFor(house, receiver)
  await logged('webhook not delivered')
  expect(await deliveries()).toMatchObject([{ attempts: [{ httpStatus: 307, reason: 'Redirects are not followed.' }] }])
  expect(other.received).toEqual([])
})

test('a receiver that never answers holds nobody else up', async () => {
  const silent = await startReceiver(() => undefined)
  const healthy = await startReceiver()
  await start({ totalMs: 60_000, idleMs: 60_000 })
  for (let index = 0; index < 8; index++) await completedFor(house, silent)
  await silent.arrived(4)
  for (let index = 0; index < 3; index++) await completedFor(house, healthy)
  await healthy.arrived(3)
  await logged('webhook delivered', 3)
  expect(silent.received).toHaveLength(4)
})

test('an attempt ends in its time, whoever is silent', async () => {
  const silent = await startReceiver(() => undefined)
  await start({ totalMs: 50 })
  await completedFor(house, silent)
  await logged('webhook not delivered')
  expect(await deliveries()).toMatchObject([
    { status: 'pending', attempts: [{ httpStatus: null, reason: 'The receiver did not answer in time.' }] },
  ])
})

test('a server that stops breaks off, and the report is sent by the next', async () => {
  let answering = false
  const receiver = await startReceiver((_request, response) => {
    if (answering) response.end()
  })
  const first = await start()
  await completedFor(house, receiver)
  await receiver.arrived(1)
  await first.stop()
  expect(await deliveries()).toMatchObject([{ status: 'pending', attempts: [] }])
  answering = true
  await start()
  await logged('webhook delivered')
  expect(receiver.received.map(({ body }) => body)).toEqual([receiver.received[0]?.body, receiver.received[0]?.body])
})

test('what ended while nobody was sending is reported at the start', async () => {
  const receiver = await startReceiver()
  await completedFor(house, receiver)
  await start()
  await receiver.arrived(1)
})

test('two servers beside each other send each report once', async () => {
  const receiver = await startReceiver()
  await start()
  await start()
  for (let index = 0; index < 10; index++) await completedFor(house, receiver)
  await logged('webhook delivered', 10)
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(10)
  expect(receiver.received).toHaveLength(10)
})

test('a callback that has become private is not called, and the owner is told no address', async () => {
  const receiver = await startReceiver()
  await start()
  const inward: Receiver = { ...receiver, url: receiver.url.replace('127.0.0.1', '127.0.0.2') }
  const id = await submitFor(house, inward)
  await complete(house, id)
  await logged('webhook not delivered')
  const [delivery] = await deliveries()
  expect(delivery?.attempts[0]?.reason).toBe(
    'The webhook URL cannot be used: it points to a private address. The operator can allow it with RETIMBRE_ALLOW_WEBHOOK_HOSTS.',
  )
  expect(receiver.received).toEqual([])
})
