import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { House } from '../house.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'

let house: House
let accountId: string
let made = 0

beforeAll(async () => {
  house = await openTestHouse({ apiKey: 'an-operators-own-key-0001' })
})
beforeEach(async () => {
  made += 1
  accountId = (await house.accounts.create({ name: `member ${made}`, role: 'member', creditMicrodollars: 0 })).id
})
afterAll(() => house.close())

test('a key is told once; afterwards its beginning is all that is known of it', async () => {
  const { key, ...record } = await house.keys.create(accountId, 'laptop')
  expect(record).toMatchObject({ accountId, name: 'laptop', prefix: key.slice(0, 8), revokedAt: null })
  expect(await house.keys.list(accountId)).toEqual([record])
  expect(JSON.stringify(await house.keys.list())).not.toContain(key.slice(0, 9))
})

test('less is shown of a key that somebody thought up', async () => {
  expect((await house.keys.list(house.ownerAccountId)).map(({ prefix }) => prefix)).toEqual(['an-o'])
})

test('a revoked key stays on the list with its time, and is revoked once', async () => {
  const { keyId } = await house.keys.create(accountId, 'lost phone')
  const { revokedAt } = await house.keys.revoke(keyId)
  expect(revokedAt).toBeInstanceOf(Date)
  expect((await house.keys.revoke(keyId)).revokedAt).toEqual(revokedAt)
  expect(await house.keys.list(accountId)).toMatchObject([{ keyId, revokedAt }])
})

test('an account cannot take its last key from itself, not even with two requests at once', async () => {
  const keys = await Promise.all(['one', 'two'].map((name) => house.keys.create(accountId, name)))
  const revoked = await Promise.allSettled(keys.map(({ keyId }) => house.keys.revokeOwn(accountId, keyId)))
  expect(revoked.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(revoked.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'last_key' } })
  expect((await house.keys.list(accountId)).filter(({ revokedAt }) => revokedAt === null)).toHaveLength(1)
})

test("another account's key cannot be told from one that never was", async () => {
  const [own] = await house.keys.list(house.ownerAccountId)
  for (const keyId of [own.keyId, 'nothing']) {
    await expect(house.keys.revokeOwn(accountId, keyId)).rejects.toMatchObject({ code: 'key_not_found' })
  }
})

test('the key in the environment is changed there', async () => {
  const [configured] = await house.keys.list(house.ownerAccountId)
  await expect(house.keys.revoke(configured.keyId)).rejects.toMatchObject({ code: 'configured_key' })
})

test('an account has a hundred keys at most, however many are asked for at once', async () => {
  const created = await Promise.allSettled(Array.from({ length: 105 }, (_, i) => house.keys.create(accountId, `${i}`)))
  const refused = created.filter(({ status }) => status === 'rejected')
  expect(refused).toHaveLength(5)
  expect(refused[0]).toMatchObject({ reason: { code: 'too_many_keys' } })
})

test('nobody has keys but accounts', async () => {
  await expect(house.keys.create('acc_0000000000000000', 'x')).rejects.toMatchObject({ code: 'account_not_found' })
})
