import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { OWNER_ACCOUNT_ID } from '../accounts/first-account.ts'
import { grantCredit, openLedgerAccounts } from '../accounts/ledger.ts'
import type { House } from '../house.ts'
import { openRetention } from '../store/retention.ts'
import { newPrediction } from '../testing/new-prediction.test.fixture.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'
import type { NewPrediction } from './prediction.ts'

const PRICE = 24_000
const CREDIT = 100 * PRICE
const HOUR_MS = 3_600_000

let house: House
let request: NewPrediction
let now = new Date('2026-07-01T12:00:00Z')

beforeAll(async () => {
  house = await openTestHouse({ billing: true, startingCreditMicrodollars: CREDIT }, { clock: () => now })
  request = await newPrediction(house, { priceMicrodollars: PRICE })
})
afterAll(() => house.close())
beforeEach(async () => {
  await house.database.kysely.deleteFrom('predictions').execute()
  await house.database.kysely.deleteFrom('idempotency_keys').execute()
})

const balance = (): Promise<number> => house.ledger.balanceMicrodollars(OWNER_ACCOUNT_ID)
const submit = (key: string, requestHash = 'a', changes: Partial<NewPrediction> = {}) =>
  house.predictions.submitOnce({ ...request, ...changes }, { key, requestHash })

async function stored(): Promise<number> {
  return (await house.database.kysely.selectFrom('predictions').select('id').execute()).length
}

test('the same submit a hundred times at once is one job, one charge and a hundred equal answers', async () => {
  const before = await balance()
  const answers = await Promise.all(Array.from({ length: 100 }, () => submit('k')))
  const [{ prediction }] = answers
  for (const answer of answers) expect(answer.prediction).toEqual(prediction)
  expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1)
  expect(await stored()).toBe(1)
  expect(await balance()).toBe(before - PRICE)
})

test('two requests at once under one key: one is taken, the other is told', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => submit('k', String(index % 2))))
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
  expect(refused).toHaveLength(10)
  for (const reason of refused) expect(reason).toMatchObject({ code: 'idempotency_key_reused', status: 409 })
  expect(await stored()).toBe(1)
})

test('a key among many submits without one binds its own only', async () => {
  const free = (): Promise<unknown> => house.predictions.submit(request)
  await Promise.all([free(), submit('k'), free(), submit('k'), submit('other'), free()])
  expect(await stored()).toBe(5)
})

test('a repeated submit is answered with the prediction as it is now', async () => {
  const { prediction } = await submit('k')
  await house.predictions.cancel(OWNER_ACCOUNT_ID, prediction.id)
  const again = await submit('k')
  expect(again).toMatchObject({ repeated: true, prediction: { id: prediction.id, status: 'failed' } })
  expect(await house.predictions.findSubmitted(OWNER_ACCOUNT_ID, { key: 'k', requestHash: 'a' })).toEqual(
    again.prediction,
  )
  await expect(house.predictions.findSubmitted(OWNER_ACCOUNT_ID, { key: 'k', requestHash: 'b' })).rejects.toMatchObject(
    { code: 'idempotency_key_reused' },
  )
  expect(await house.predictions.findSubmitted(OWNER_ACCOUNT_ID, { key: 'never', requestHash: 'a' })).toBeUndefined()
})

test('a submit that could not be paid leaves its key free', async () => {
  await expect(submit('k', 'a', { priceMicrodollars: CREDIT + 1 })).rejects.toMatchObject({
    code: 'insufficient_credits',
  })
  expect(await submit('k', 'b')).toMatchObject({ repeated: false })
})

test('a prediction that was deleted is not made again by its key', async () => {
  const { prediction } = await submit('k')
  await house.database.kysely.deleteFrom('predictions').where('id', '=', prediction.id).execute()
  await expect(submit('k')).rejects.toMatchObject({ code: 'prediction_not_found' })
  expect(await stored()).toBe(0)
})

test('a key belongs to its account', async () => {
  const accountId = 'neighbour'
  await house.database.transaction(async (transaction) => {
    await transaction.insertInto('accounts').values({ id: accountId, name: 'N', created_at: now }).execute()
    await openLedgerAccounts(transaction, accountId)
    await grantCredit(transaction, accountId, PRICE)
  })
  const [mine, theirs] = await Promise.all([submit('k'), submit('k', 'b', { accountId })])
  expect(theirs.repeated).toBe(false)
  expect(theirs.prediction.id).not.toBe(mine.prediction.id)
})

test('a key is kept for a day, and then swept', async () => {
  const files = { ...house.files, storedBefore: async function* () {}, removeUnfinished: async () => {} }
  const retention = openRetention(house.database, { retentionDays: 7, files, clock: () => now })
  const keys = async () => (await house.database.kysely.selectFrom('idempotency_keys').selectAll().execute()).length
  const { prediction } = await submit('k')

  now = new Date(now.getTime() + 24 * HOUR_MS - 1)
  await retention.sweep()
  expect(await submit('k')).toMatchObject({ repeated: true, prediction: { id: prediction.id } })
  now = new Date(now.getTime() + 1)
  const next = await submit('k', 'b')
  expect(next.repeated).toBe(false)
  expect(await submit('k', 'b')).toMatchObject({ repeated: true, prediction: { id: next.prediction.id } })

  expect(await keys()).toBe(1)
  now = new Date(now.getTime() + 24 * HOUR_MS + 1)
  await retention.sweep()
  expect(await keys()).toBe(0)
})

test('of two hundred clients that submit at once with credit for one, exactly one wins', async () => {
  const accountId = 'poor'
  await house.database.transaction(async (transaction) => {
    await transaction.insertInto('accounts').values({ id: accountId, name: 'P', created_at: now }).execute()
    await openLedgerAccounts(transaction, accountId)
    await grantCredit(transaction, accountId, 2 * PRICE - 1)
  })
  const attempts = Array.from({ length: 200 }, () => house.predictions.submit({ ...request, accountId }))
  const outcomes = await Promise.allSettled(attempts)
  const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
  expect(refused).toHaveLength(199)
  for (const reason of refused) expect(reason).toMatchObject({ code: 'insufficient_credits', status: 402 })
  expect(await stored()).toBe(1)
  expect(await house.ledger.balanceMicrodollars(accountId)).toBe(PRICE - 1)
})
