import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { House } from '../house.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'

let house: House
let accountId: string
let made = 0

beforeAll(async () => {
  house = await openTestHouse({ billing: true })
})
beforeEach(async () => {
  made += 1
  const account = { name: `member ${made}`, role: 'member', creditMicrodollars: 1_000_000 } as const
  accountId = (await house.accounts.create(account)).id
})
afterAll(() => house.close())

const give = (amountMicrodollars: number, reference: string, note = 'invoice 7') =>
  house.topUps.make({ accountId, amountMicrodollars, reference, note, madeBy: 'command-line' })
const balance = () => house.ledger.balanceMicrodollars(accountId)

test('a top-up can be spent, and is remembered with who made it and why', async () => {
  const topUp = await give(4_000_000, 'a')
  expect(await balance()).toBe(5_000_000)
  expect(await house.topUps.list(accountId)).toEqual([topUp])
  expect(topUp).toMatchObject({ amountMicrodollars: 4_000_000, note: 'invoice 7', madeBy: 'command-line' })
})

test('the same request a hundred times at once pays once, and a hundred times says the same', async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, () => give(4_000_000, 'a')))
  expect(await balance()).toBe(5_000_000)
  expect(answers.every((answer) => JSON.stringify(answer) === JSON.stringify(answers[0]))).toBe(true)
})

test('one reference cannot stand for two top-ups', async () => {
  await give(4_000_000, 'a')
  await expect(give(4_000_001, 'a')).rejects.toMatchObject({ code: 'top_up_conflict' })
  await expect(give(4_000_000, 'a', 'invoice 8')).rejects.toMatchObject({ code: 'top_up_conflict' })
  expect(await balance()).toBe(5_000_000)
})

test('two accounts may use the same reference', async () => {
  await give(1, 'a')
  const topUp = { amountMicrodollars: 1, reference: 'a', note: '', madeBy: 'command-line' }
  await house.topUps.make({ ...topUp, accountId: house.ownerAccountId })
  expect(await balance()).toBe(1_000_001)
})

test('credit can be taken back down to nothing, and no further', async () => {
  await expect(give(-1_000_001, 'a')).rejects.toMatchObject({ code: 'balance_too_low' })
  expect(await house.topUps.list(accountId)).toEqual([])
  await give(-1_000_000, 'a')
  expect(await balance()).toBe(0)
})

test('an account that is not there gets nothing', async () => {
  const topUp = { amountMicrodollars: 1, reference: 'a', note: '', madeBy: 'command-line' }
  await expect(house.topUps.make({ ...topUp, accountId: 'nobody' })).rejects.toMatchObject({
    code: 'account_not_found',
  })
})
