import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { KEY, NOW, OTHER_KEY } from '../testing/memory-house.test.fixture.ts'
import { type MemoryServer, memoryServer } from '../testing/memory-server.test.fixture.ts'
import { Success } from '../wavespeed/envelope.ts'
import { Delivery, DeliveryPage } from './schemas.ts'

const ID = 'a'.repeat(32)

function serverWithReport(): MemoryServer {
  const server = memoryServer()
  server.house.webhooks.reports.set(ID, {
    accountId: 'account-1',
    predictionId: ID,
    url: 'https://hooks.example.org/x?token=hush',
    status: 'failed',
    createdAt: NOW,
    nextAttemptAt: null,
    attempts: [
      { startedAt: NOW, durationMs: 12, httpStatus: null, reason: 'Its host name is not known.' },
      { startedAt: NOW, durationMs: 7, httpStatus: 204, reason: null },
    ],
  })
  return server
}

async function ask({ app }: MemoryServer, method: 'GET' | 'POST', path: string, key = KEY) {
  const headers = { authorization: `Bearer ${key}` }
  const response = await app.inject({ method, url: `/api/v3/webhook/${path}`, headers })
  return { status: response.statusCode, body: response.json() }
}

test('the secret belongs to the key, and can be rotated', async () => {
  const server = memoryServer()
  expect((await ask(server, 'GET', 'secret')).body).toEqual({
    code: 200,
    message: 'success',
    data: { secret: 'whsec_of-key-1-0' },
  })
  expect((await ask(server, 'GET', 'secret', OTHER_KEY)).body.data).toEqual({ secret: 'whsec_of-key-2-0' })
  expect((await ask(server, 'POST', 'secret/rotate')).body.data).toEqual({
    secret: 'whsec_of-key-1-1',
    previous_valid_until: NOW.toISOString(),
  })
})

test('the owner sees each attempt, and not the query of the callback', async () => {
  const { body } = await ask(serverWithReport(), 'GET', `deliveries?status=failed&page_size=5`)
  expect(Value.Check(Success(DeliveryPage), body)).toBe(true)
  expect(body.data).toEqual({
    page: 1,
    page_size: 5,
    total: 1,
    items: [
      {
        id: ID,
        prediction_id: ID,
        url: 'https://hooks.example.org/x?…',
        status: 'failed',
        created_at: NOW.toISOString(),
        next_attempt_at: null,
        attempts: [
          { started_at: NOW.toISOString(), duration_ms: 12, http_status: null, reason: 'Its host name is not known.' },
          { started_at: NOW.toISOString(), duration_ms: 7, http_status: 204, reason: '' },
        ],
      },
    ],
  })
})

test('a status or a page that cannot be is refused', async () => {
  const server = serverWithReport()
  expect((await ask(server, 'GET', 'deliveries?status=lost')).status).toBe(400)
  expect((await ask(server, 'GET', 'deliveries?page=0')).status).toBe(400)
  expect((await ask(server, 'GET', 'deliveries?page_size=101')).status).toBe(400)
})

test('a delivery is sent again on request', async () => {
  const { body } = await ask(serverWithReport(), 'POST', `deliveries/${ID}/redeliver`)
  expect(Value.Check(Success(Delivery), body)).toBe(true)
  expect(body.data).toMatchObject({ id: ID, status: 'pending' })
})

test('to another account there is no such delivery, and no such prediction', async () => {
  const server = serverWithReport()
  expect((await ask(server, 'GET', 'deliveries', OTHER_KEY)).body.data).toMatchObject({ total: 0, items: [] })
  expect(await ask(server, 'POST', `deliveries/${ID}/redeliver`, OTHER_KEY)).toMatchObject({
    status: 404,
    body: { error_code: 'DELIVERY_NOT_FOUND', data: null },
  })
  expect(await ask(server, 'GET', `deliveries?prediction_id=${ID}`, OTHER_KEY)).toMatchObject({
    status: 404,
    body: { error_code: 'PREDICTION_NOT_FOUND' },
  })
})
