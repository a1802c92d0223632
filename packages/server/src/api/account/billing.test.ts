import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import type { Bill } from '../../ports.ts'
import { AUDIO_TO_AUDIO, NOW } from '../testing/memory-house.test.fixture.ts'
import { AUTHORIZED, type MemoryServer, memoryServer } from '../testing/memory-server.test.fixture.ts'
import { Success } from '../wavespeed/envelope.ts'
import { BillList, Usage } from './billing-schemas.ts'

const ID = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1'
const OUTPAINTING = 'stability-ai/stable-audio-3/audio-outpainting'
const BILL: Bill = {
  type: 'deduct',
  predictionId: ID,
  model: OUTPAINTING,
  keyId: 'key-1',
  keyName: 'default',
  amountMicrodollars: 44_600,
  createdAt: NOW,
  updatedAt: new Date(NOW.getTime() + 7000),
  predictionStatus: 'completed',
}

async function ask({ app }: MemoryServer, method: 'GET' | 'POST', path: string, payload?: object) {
  const response = await app.inject({
    method,
    url: `/api/v3/${path}`,
    headers: AUTHORIZED,
    ...(payload && { payload }),
  })
  return { status: response.statusCode, text: response.body, body: response.json() }
}

test('a bill has the shape of the contract, with its price exact to the last digit', async () => {
  const server = memoryServer()
  server.house.billing.bills.push(BILL)
  const { body, text } = await ask(server, 'POST', 'billings/search', {})
  expect(Value.Check(Success(BillList), body)).toBe(true)
  expect(text).toContain('"price":0.0446,')
  expect(body.data).toEqual({
    page: 1,
    page_size: 10,
    total: 1,
    has_more: false,
    items: [
      {
        uuid: `d-${ID}`,
        billing_type: 'deduct',
        price: 0.0446,
        access_key_name: 'default',
        access_key_uuid: 'key-1',
        created_at: NOW.toISOString(),
        updated_at: BILL.updatedAt.toISOString(),
        order: {
          uuid: `o-${ID}`,
          state: 'done',
          status: 'success',
          price: 0.0446,
          origin_price: 0.0446,
          ak_id: 'key-1',
        },
        prediction: { uuid: ID, model_uuid: OUTPAINTING, status: 'completed' },
      },
    ],
  })
})

test.each([
  [{}, `d-${ID}`, { state: 'done', status: 'success' }],
  [{ predictionStatus: 'processing' }, `d-${ID}`, { state: 'pre', status: 'pending' }],
  [{ predictionStatus: 'failed' }, `d-${ID}`, { state: 'done', status: 'refunded' }],
  [{ type: 'refund', predictionStatus: 'failed' }, `r-${ID}`, { state: 'done', status: 'refunded' }],
] as const)('a bill with %j is named and stands as it should', async (changes, uuid, order) => {
  const server = memoryServer()
  server.house.billing.bills.push({ ...BILL, ...changes })
  const [item] = (await ask(server, 'POST', 'billings/search', {})).body.data.items
  expect(item).toMatchObject({ uuid, order: { ...order, uuid: `o-${ID}` } })
})

test('every filter arrives, in a body and in the query of the older path', async () => {
  const server = memoryServer()
  const question = {
    ...{ billing_type: 'refund', model_uuid: OUTPAINTING, access_key_uuid: 'key-1', sort: 'created_at ASC' },
    ...{ start_time: String(NOW.getTime()), end_time: NOW.toISOString(), page: '3', page_size: '20' },
  }
  const expected = {
    filter: {
      ...{ type: 'refund', model: OUTPAINTING, keyId: 'key-1', newestFirst: false },
      ...{ createdFrom: NOW, createdBefore: new Date(NOW.getTime() + 1), predictionIds: [ID] },
    },
    page: { offset: 40, limit: 20 },
  }
  await ask(server, 'POST', 'billings/search', { ...question, prediction_uuids: [ID] })
  expect(server.house.billing.asked.search).toEqual(expected)
  server.house.billing.asked.search = undefined
  const query = new URLSearchParams(question)
  query.set('prediction_uuids', JSON.stringify([ID]))
  await ask(server, 'GET', `account/billings?${query}`)
  expect(server.house.billing.asked.search).toEqual(expected)
})

test('there is more while pages are left', async () => {
  const server = memoryServer()
  server.house.billing.bills.push(BILL, BILL, BILL)
  const more = async (page: number) =>
    (await ask(server, 'POST', 'billings/search', { page, page_size: 2 })).body.data.has_more
  expect([await more(1), await more(2)]).toEqual([true, false])
})

test.each([
  [{ billing_type: 'gift' }],
  [{ sort: 'price' }],
  [{ page_size: 0 }],
  [{ start_time: 'soon' }],
  [{ prediction_uuids: 'x' }],
])('a search for %j is refused', async (question) => {
  expect(await ask(memoryServer(), 'POST', 'billings/search', question)).toMatchObject({ status: 400 })
})

const DAYS = 24 * 3_600_000

test('usage is summed up as a whole, by model and by day, without float noise', async () => {
  const server = memoryServer()
  const row = { submitted: 1, completed: 1 }
  server.house.billing.usageRows.push(
    { ...row, model: OUTPAINTING, day: '2026-06-30', costMicrodollars: 44_600, submitted: 2 },
    { ...row, model: AUDIO_TO_AUDIO, day: '2026-07-01', costMicrodollars: 24_000 },
    { ...row, model: OUTPAINTING, day: '2026-07-01', costMicrodollars: 89_200, completed: 2, submitted: 2 },
  )
  const { body } = await ask(server, 'POST', 'user/usage_stats', {})
  expect(Value.Check(Success(Usage), body)).toBe(true)
  expect(body.data).toEqual({
    summary: { total_cost: 0.1578, total_requests: 5, success_requests: 4 },
    per_model_usage: [
      {
        ...{ model_uuid: OUTPAINTING, model_type: 'audio-to-audio', unit_price: 0.0446, total_cost: 0.1338 },
        ...{ total_count: 3, last_used_date: '2026-07-01' },
      },
      {
        ...{ model_uuid: AUDIO_TO_AUDIO, model_type: 'audio-to-audio', unit_price: 0.024, total_cost: 0.024 },
        ...{ total_count: 1, last_used_date: '2026-07-01' },
      },
    ],
    daily_usage: [
      { date: '2026-06-30', amount: 0.0446, count: 1, models: [{ model_uuid: OUTPAINTING, amount: 0.0446, count: 1 }] },
      {
        ...{ date: '2026-07-01', amount: 0.1132, count: 3 },
        models: [
          { model_uuid: AUDIO_TO_AUDIO, amount: 0.024, count: 1 },
          { model_uuid: OUTPAINTING, amount: 0.0892, count: 2 },
        ],
      },
    ],
  })
})

test('usage is of the last thirty days unless the question says otherwise, also on the older path', async () => {
  const server = memoryServer()
  await ask(server, 'POST', 'user/usage_stats')
  const { usage } = server.house.billing.asked
  expect(usage).toEqual({ from: new Date(NOW.getTime() - 30 * DAYS), before: NOW, model: undefined })
  await ask(server, 'GET', `account/usage?start_time=2026-05-01&end_time=2026-06-01&model_uuid=${AUDIO_TO_AUDIO}`)
  expect(server.house.billing.asked.usage).toEqual({
    ...{ from: new Date('2026-05-01T00:00:00Z'), before: new Date('2026-06-01T00:00:00Z'), model: AUDIO_TO_AUDIO },
  })
})

test.each([
  [{ start_time: '2026-06-01', end_time: '2026-05-31' }, 'field "end_time" must not be before "start_time"'],
  [
    { start_time: '2026-05-01', end_time: '2026-06-01T00:00:00.001Z' },
    'fields "start_time" and "end_time" must be at most 31 days apart',
  ],
  [{ start_time: 'x' }, 'field "start_time" must be a time, such as 2026-07-01T12:00:00Z or 1782907200000'],
])('usage of %j is refused with a sentence', async (question, message) => {
  expect(await ask(memoryServer(), 'POST', 'user/usage_stats', question)).toMatchObject({
    status: 400,
    body: { message },
  })
})
