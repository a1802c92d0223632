import { afterAll, beforeAll, expect, test } from 'vitest'
import type { House } from '../house.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'

let house: House

beforeAll(async () => {
  house = await openTestHouse({ billing: true, startingCreditMicrodollars: 5_000_000 })
})
afterAll(() => house.close())

const member = (name: string, creditMicrodollars = 0) =>
  house.accounts.create({ name, role: 'member', creditMicrodollars })

test('a new account has its own id, its credit and no key', async () => {
  const account = await member('Ada', 2_500_000)
  expect(account).toMatchObject({ name: 'Ada', role: 'member', suspendedAt: null, balanceMicrodollars: 2_500_000 })
  expect(account.id).toMatch(/^acc_[0-9a-f]{16}$/)
  expect(await house.ledger.balanceMicrodollars(account.id)).toBe(2_500_000)
  expect(await house.keys.list(account.id)).toEqual([])
})

test('the owner is on the list, and an admin', async () => {
  const [owner] = await house.accounts.list()
  expect(owner).toMatchObject({ id: house.ownerAccountId, role: 'admin', balanceMicrodollars: 5_000_000 })
})

test('a name is given once, in whatever case, and a refused account leaves nothing', async () => {
  await member('Grace', 1_000)
  const before = await house.accounts.list()
  await expect(member('GRACE', 1_000)).rejects.toMatchObject({ code: 'account_exists' })
  expect(await house.accounts.list()).toEqual(before)
})

test('a suspended account is known at once by every key that was used before, and may be let in again', async () => {
  const { id } = await member('Edsger')
  const { key } = await house.apiKeys.create(id, 'laptop')
  expect(await house.apiKeys.authenticate(key)).toMatchObject({ accountId: id, suspended: false })
  const { suspendedAt } = await house.accounts.suspend(id)
  expect(suspendedAt).toBeInstanceOf(Date)
  expect(await house.apiKeys.authenticate(key)).toMatchObject({ suspended: true })
  expect((await house.accounts.suspend(id)).suspendedAt).toEqual(suspendedAt)
  expect((await house.accounts.resume(id)).suspendedAt).toBeNull()
  expect(await house.apiKeys.authenticate(key)).toMatchObject({ suspended: false })
})

test('the owner cannot be suspended', async () => {
  await expect(house.accounts.suspend(house.ownerAccountId)).rejects.toMatchObject({ code: 'owner_account' })
})

test('an account that is not there is said not to be there', async () => {
  for (const ask of [house.accounts.find, house.accounts.suspend, house.accounts.resume]) {
    await expect(ask('acc_0000000000000000')).rejects.toMatchObject({ code: 'account_not_found' })
  }
})
