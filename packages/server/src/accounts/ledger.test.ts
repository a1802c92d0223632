import { afterAll, beforeAll, expect, test } from 'vitest'
import type { House } from '../house.ts'
import { newPrediction } from '../testing/new-prediction.test.fixture.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'
import { grantCredit, openLedger, UNCHARGED_BALANCE_MICRODOLLARS } from './ledger.ts'

let house: House

beforeAll(async () => {
  house = await openTestHouse({ billing: false, startingCreditMicrodollars: 1_000 })
})
afterAll(() => house.close())

const balance = (): Promise<number> =>
  openLedger(house.database, { billing: true }).balanceMicrodollars(house.ownerAccountId)

async function transactionCount(): Promise<number> {
  return (await house.database.kysely.selectFrom('ledger_transactions').selectAll().execute()).length
}

test('with billing off a job costs nothing, whatever its price, and leaves no trace in the ledger', async () => {
  const before = await transactionCount()
  await house.predictions.submit(await newPrediction(house, { priceMicrodollars: 999_999_999 }))
  expect(await balance()).toBe(1_000)
  expect(await transactionCount()).toBe(before)
  expect(await house.ledger.balanceMicrodollars(house.ownerAccountId)).toBe(UNCHARGED_BALANCE_MICRODOLLARS)
})

test('credit that is granted can be spent', async () => {
  await house.database.transaction((transaction) => grantCredit(transaction, house.ownerAccountId, 500))
  expect(await balance()).toBe(1_500)
})

test('postings that do not sum to zero are refused, and move nothing', async () => {
  const lopsided = house.database.transaction(async (transaction) => {
    const { id } = await transaction
      .insertInto('ledger_transactions')
      .values({ kind: 'grant', prediction_id: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    await transaction
      .insertInto('ledger_postings')
      .values([
        { transaction_id: id, ledger_account_id: 'house/grants', amount_microdollars: -500 },
        { transaction_id: id, ledger_account_id: `${house.ownerAccountId}/available`, amount_microdollars: 501 },
      ])
      .execute()
  })
  await expect(lopsided).rejects.toThrow('do not sum to zero')
  expect(await balance()).toBe(1_500)
})

test('no account but the house can be overdrawn', async () => {
  const overdraft = house.database.transaction((transaction) => grantCredit(transaction, house.ownerAccountId, -1_501))
  await expect(overdraft).rejects.toMatchObject({ constraint: 'ledger_accounts_not_overdrawn' })
  expect(await balance()).toBe(1_500)
})
