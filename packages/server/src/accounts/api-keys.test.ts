import { afterAll, beforeAll, expect, test } from 'vitest'
import type { House } from '../house.ts'
import { systemRandom } from '../ids.ts'
import { silentLog } from '../log.ts'
import type { Database } from '../store/database/database.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'
import { type ApiKeyBook, openApiKeys } from './api-keys.ts'

let house: House
let now: Date

beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

function openBook(database: Database = house.database): ApiKeyBook {
  now = new Date('2026-07-01T12:00:00Z')
  return openApiKeys(database, { clock: () => now, random: systemRandom, log: silentLog })
}

const later = (milliseconds: number): void => {
  now = new Date(now.getTime() + milliseconds)
}

async function lastUsed(keyId: string): Promise<Date | null> {
  const row = await house.database.kysely
    .selectFrom('api_keys')
    .select('last_used_at')
    .where('id', '=', keyId)
    .executeTakeFirstOrThrow()
  return row.last_used_at
}

test('a new key has the shape that clients know, opens its account, and is stored as a hash alone', async () => {
  const book = openBook()
  const { key, keyId } = await book.create(house.ownerAccountId, 'laptop')
  expect(key).toMatch(/^wsk_[A-Za-z0-9_-]{43}$/)
  expect(await book.authenticate(key)).toEqual({
    accountId: house.ownerAccountId,
    keyId,
    role: 'admin',
    suspended: false,
    submitsPerMinute: { key: null, account: null },
  })
  const rows = await house.database.kysely.selectFrom('api_keys').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(key)
})

test.each(['', 'wsk_', `wsk_${'A'.repeat(43)}`, "' or 1=1 --", 'x'.repeat(10_000)])('%j opens nothing', async (key) => {
  expect(await openBook().authenticate(key)).toBeUndefined()
})

test('a revoked key opens nothing, at once', async () => {
  const book = openBook()
  const { key, keyId } = await book.create(house.ownerAccountId, 'lost phone')
  expect(await book.authenticate(key)).toBeDefined()
  await book.revoke(keyId)
  expect(await book.authenticate(key)).toBeUndefined()
})

test('a key that another process revoked opens this one for ten seconds at most', async () => {
  const here = openBook()
  const { key, keyId } = await here.create(house.ownerAccountId, 'lost phone')
  expect(await here.authenticate(key)).toBeDefined()
  const elsewhere = openApiKeys(house.database, { clock: () => now, random: systemRandom, log: silentLog })
  await elsewhere.revoke(keyId)
  later(10_000)
  expect(await here.authenticate(key)).toBeUndefined()
})

test('polling with one key asks the database once in ten seconds', async () => {
  const { key } = await openBook().create(house.ownerAccountId, 'poller')
  let asked = 0
  const { kysely } = house.database
  const counting = kysely.withPlugin({
    transformQuery: ({ node }) => {
      if (node.kind === 'SelectQueryNode') asked += 1
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const book = openBook({ ...house.database, kysely: counting })
  for (let poll = 0; poll < 50; poll++) await book.authenticate(key)
  expect(asked).toBe(1)
  later(10_000)
  await book.authenticate(key)
  expect(asked).toBe(2)
})

test('the last use of a key is noted, to the minute', async () => {
  const book = openBook()
  const { key, keyId } = await book.create(house.ownerAccountId, 'laptop')
  expect(await lastUsed(keyId)).toBeNull()
  const first = now
  await book.authenticate(key)
  expect(await lastUsed(keyId)).toEqual(first)
  later(30_000)
  await book.authenticate(key)
  expect(await lastUsed(keyId)).toEqual(first)
  later(30_000)
  await book.authenticate(key)
  expect(await lastUsed(keyId)).toEqual(now)
})

test('what is revoked while a request asks for it is not remembered as good', async () => {
  const { kysely } = house.database
  const stale = kysely.withPlugin({
    transformQuery: ({ node }) => node,
    transformResult: async ({ result }) => {
      // The answer is on its way; meanwhile the key goes.
      if (result.rows.some((row) => row.role !== undefined)) await book.revoke(keyId)
      return result
    },
  })
  const book = openBook({ ...house.database, kysely: stale })
  const { key, keyId } = await book.create(house.ownerAccountId, 'lost phone')
  await book.authenticate(key)
  expect(await book.authenticate(key)).toBeUndefined()
})

test('how much a key may submit comes with it', async () => {
  const book = openBook()
  const { key, keyId } = await book.create(house.ownerAccountId, 'limited')
  const { kysely } = house.database
  await kysely.updateTable('api_keys').set({ submits_per_minute: 7 }).where('id', '=', keyId).execute()
  expect(await book.authenticate(key)).toMatchObject({ submitsPerMinute: { key: 7, account: null } })
})
