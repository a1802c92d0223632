import { afterAll, beforeAll, expect, test } from 'vitest'
import { JobError } from '../errors.ts'
import type { House } from '../house.ts'
import { newPrediction } from '../testing/new-prediction.test.fixture.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'
import { openQueue } from './queue.ts'

const PRICE = 24_000
let house: House

beforeAll(async () => {
  house = await openTestHouse({ billing: true, startingCreditMicrodollars: PRICE * 3 })
})
afterAll(() => house.close())

test('a submitted job can be found by its account, with everything it was submitted with', async () => {
  const request = await newPrediction(house, {
    source: { kind: 'file', key: 'uploads/x/y.mp3' },
    unknownInput: { a: [1] },
  })
  const submitted = await house.predictions.submit(request)
  expect(submitted).toMatchObject({ status: 'created', ...request })
  expect(await house.predictions.find(house.ownerAccountId, submitted.id)).toEqual(submitted)
})

test('another account finds nothing under the same id', async () => {
  const { id } = await house.predictions.submit(await newPrediction(house))
  expect(await house.predictions.find('somebody-else', id)).toBeUndefined()
})

test('of 200 submits at once with credit for one, exactly one wins', async () => {
  expect(await house.ledger.balanceMicrodollars(house.ownerAccountId)).toBe(PRICE)
  const request = await newPrediction(house)
  const results = await Promise.allSettled(Array.from({ length: 200 }, () => house.predictions.submit(request)))
  const refusals = results.filter((result) => result.status === 'rejected').map((result) => result.reason)
  expect(refusals).toHaveLength(199)
  expect(new Set(refusals.map((reason) => reason.code))).toEqual(new Set(['insufficient_credits']))
  expect(await house.ledger.balanceMicrodollars(house.ownerAccountId)).toBe(0)
})

test('a text with a NUL character in it, which the database cannot hold, is stored without it', async () => {
  const request = await newPrediction(house, { input: { prompt: 'a\0b' }, priceMicrodollars: 0 })
  const { id } = await house.predictions.submit(request)
  expect(await house.predictions.find(house.ownerAccountId, id)).toMatchObject({ input: { prompt: 'ab' } })
})

test('of many requests at once, a faulty one fails alone', async () => {
  const request = await newPrediction(house, { priceMicrodollars: 0 })
  const faulty = { ...request, keyId: 'no such key' }
  const results = await Promise.allSettled([request, request, faulty, request].map(house.predictions.submit))
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
})

test('whoever waits for a job is woken when it ends, and told its present state when time is up', async () => {
  const { id } = await house.predictions.submit(
    await newPrediction(house, { priceMicrodollars: 0, model: 'waited/for' }),
  )
  const wait = (deadlineMs: number) =>
    house.predictions.waitUntilFinished(house.ownerAccountId, id, deadlineMs, new AbortController().signal)
  expect(await wait(1)).toMatchObject({ status: 'created' })

  const waiting = wait(60_000)
  const queue = openQueue(house.database)
  const job = await queue.claim('worker', 'token', ['waited/for'])
  if (!job) throw new Error('nothing to claim')
  await queue.fail(job.lease, new JobError('internal'))
  expect(await waiting).toMatchObject({ status: 'failed', errorCode: 5000 })
  expect(await house.predictions.waitUntilFinished('somebody-else', id, 60_000, AbortSignal.abort())).toBeUndefined()
})
