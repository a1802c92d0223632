import { afterAll, beforeAll, expect, test } from 'vitest'
import type { House } from '../house.ts'
import { newPrediction } from '../testing/new-prediction.test.fixture.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'

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
