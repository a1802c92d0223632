import { Value } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RealServer, realServer } from '../testing/real-server.test.fixture.ts'
import { Success } from '../wavespeed/envelope.ts'
import { AccountObject, AdminKey, TopUpObject } from './schemas.ts'

const LOCAL = 'local-admin-token-of-this-test'
const ACCOUNTS = '/api/v3/admin/accounts'
let server: RealServer
let names = 0

beforeAll(async () => {
  const settings = { billing: true, newAccountCreditMicrodollars: 1_000_000 }
  server = await realServer(settings, { localAdminToken: LOCAL })
})
afterAll(() => server.close())

const asAdmin = (method: 'GET' | 'POST' | 'DELETE', url: string, body?: object) =>
  server.ask(server.ownerKey, method, url, body)

async function newAccount(body: object = {}): Promise<{ id: string; name: string; balance: number }> {
  names += 1
  return (await asAdmin('POST', ACCOUNTS, { name: `member ${names}`, ...body })).body.data
}

test('an account begins with the credit of the settings, or with what its maker says', async () => {
  const { status, body } = await asAdmin('POST', ACCOUNTS, { name: 'Ada' })
  expect(status).toBe(200)
  expect(Value.Check(Success(AccountObject), body)).toBe(true)
  expect(body.data).toMatchObject({ name: 'Ada', role: 'member', balance: 1, suspended_at: null })
  expect(await newAccount({ credit: 0.0446 })).toMatchObject({ balance: 0.0446 })
  expect(await newAccount({ credit: 0 })).toMatchObject({ balance: 0 })
  expect((await asAdmin('GET', `${ACCOUNTS}/${body.data.id}`)).body).toEqual(body)
  expect((await asAdmin('GET', ACCOUNTS)).body.data.items).toContainEqual(body.data)
})

test.each([
  [{ name: 'x', credit: 0.00000001 }, 'six decimals'],
  [{ name: 'x', credit: -1 }, 'credit'],
  [{ name: 'x', credit: 1e300 }, 'credit'],
  [{ name: 'x', role: 'root' }, 'role'],
  [{ name: '\u202e' }, 'name'],
  [{}, 'name'],
])('no account is made of %j', async (request, reason) => {
  const before = (await asAdmin('GET', ACCOUNTS)).body.data.total
  const refused = await asAdmin('POST', ACCOUNTS, request)
  expect(refused.status).toBe(400)
  expect(refused.body.message).toContain(reason)
  expect((await asAdmin('GET', ACCOUNTS)).body.data.total).toBe(before)
})

test('a name that is taken is a 409', async () => {
  const { name } = await newAccount()
  expect(await asAdmin('POST', ACCOUNTS, { name: name.toUpperCase() })).toMatchObject({
    status: 409,
    body: { code: 409, error_code: 'ACCOUNT_EXISTS' },
  })
})

test('a top-up is paid once for each reference, in the body or as Idempotency-Key, and names its maker', async () => {
  const { id } = await newAccount({ credit: 0 })
  const url = `${ACCOUNTS}/${id}/top-up`
  const first = await asAdmin('POST', url, { amount: 2.5, note: 'invoice 7', reference: 'inv-7' })
  expect(Value.Check(Success(TopUpObject), first.body)).toBe(true)
  expect(await asAdmin('POST', url, { amount: 2.5, note: 'invoice 7', reference: 'inv-7' })).toMatchObject(first)
  const headers = { authorization: `Bearer ${server.ownerKey}`, 'idempotency-key': 'inv-8' }
  for (const _ of [1, 2]) await server.app.inject({ method: 'POST', url, headers, payload: { amount: 1 } })
  for (const _ of [1, 2]) await asAdmin('POST', url, { amount: 0.1 })
  expect((await asAdmin('GET', `${ACCOUNTS}/${id}`)).body.data.balance).toBe(3.7)
  const { items } = (await asAdmin('GET', `${ACCOUNTS}/${id}/top-ups`)).body.data
  const [{ keyId }] = await server.house.keys.list(server.house.ownerAccountId)
  expect(items.map(({ amount }: { amount: number }) => amount)).toEqual([0.1, 0.1, 1, 2.5])
  expect(items[3]).toMatchObject({ reference: 'inv-7', note: 'invoice 7', made_by: keyId })
})

test.each([{ amount: 0 }, { amount: 'much' }, {}, { amount: 1e9 }, { amount: 1, reference: 'x'.repeat(101) }])(
  'nobody is topped up by %j',
  async (request) => {
    const { id } = await newAccount()
    expect((await asAdmin('POST', `${ACCOUNTS}/${id}/top-up`, request)).status).toBe(400)
    expect((await asAdmin('GET', `${ACCOUNTS}/${id}`)).body.data.balance).toBe(1)
  },
)

test('an admin suspends an account and lets it in again, but never the owner', async () => {
  const { id } = await newAccount()
  expect((await asAdmin('POST', `${ACCOUNTS}/${id}/suspend`)).body.data.suspended_at).toMatch(/Z$/)
  expect((await asAdmin('POST', `${ACCOUNTS}/${id}/resume`)).body.data.suspended_at).toBeNull()
  expect(await asAdmin('POST', `${ACCOUNTS}/owner/suspend`)).toMatchObject({
    status: 409,
    body: { error_code: 'OWNER_ACCOUNT' },
  })
})

test('an admin makes, sees and revokes the keys of an account', async () => {
  const { id } = await newAccount()
  const made = await asAdmin('POST', `${ACCOUNTS}/${id}/keys`, { name: 'laptop' })
  const { key, ...shown } = made.body.data
  expect(Value.Check(AdminKey, shown)).toBe(true)
  expect((await server.ask(key, 'GET', '/api/v3/balance')).body.data.balance).toBe(1)
  expect((await asAdmin('GET', `${ACCOUNTS}/${id}/keys`)).body.data.items).toMatchObject([{ id: shown.id }])
  expect((await asAdmin('DELETE', `/api/v3/admin/keys/${shown.id}`)).body.data.revoked_at).toMatch(/Z$/)
  expect((await server.ask(key, 'GET', '/api/v3/balance')).status).toBe(401)
  const all = (await asAdmin('GET', '/api/v3/admin/keys')).body
  expect(all.data.items.map(({ id: keyId }: { id: string }) => keyId)).toContain(shown.id)
  expect(JSON.stringify(all)).not.toContain(key)
})

const UNKNOWN = [
  ['GET', `${ACCOUNTS}/nobody`],
  ['POST', `${ACCOUNTS}/nobody/suspend`],
  ['POST', `${ACCOUNTS}/nobody/resume`],
  ['POST', `${ACCOUNTS}/nobody/limits`],
  ['GET', `${ACCOUNTS}/nobody/keys`],
  ['GET', `${ACCOUNTS}/nobody/top-ups`],
  ['DELETE', '/api/v3/admin/keys/nothing'],
  ['POST', '/api/v3/admin/keys/nothing/limits'],
] as const

test.each(UNKNOWN)('%s %s is a 404 that says what is missing', async (method, url) => {
  const { status, body } = await asAdmin(method, url, method === 'POST' ? {} : undefined)
  expect(status).toBe(404)
  expect(body.error_code).toMatch(/^(ACCOUNT|KEY)_NOT_FOUND$/)
})

test('to a member the addresses of admins are as good as nothing, and nothing happens there', async () => {
  const { key, accountId } = await server.admit('curious')
  const nowhere = (await server.ask(key, 'GET', '/api/v3/nowhere')).body
  const requests = [
    ['GET', ACCOUNTS],
    ['POST', ACCOUNTS, { name: 'friend' }],
    ['POST', `${ACCOUNTS}/${accountId}/top-up`, { amount: 1000 }],
    ['POST', `${ACCOUNTS}/${accountId}/keys`, { name: 'x' }],
    ['DELETE', '/api/v3/admin/keys/x'],
    ...UNKNOWN,
  ] as const
  for (const [method, url, body] of requests) {
    expect((await server.ask(key, method, url, body)).body).toEqual(nowhere)
  }
  expect(await server.house.ledger.balanceMicrodollars(accountId)).toBe(0)
})

test('the local token opens the routes of admins and no others', async () => {
  expect((await server.ask(LOCAL, 'GET', ACCOUNTS)).status).toBe(200)
  expect((await server.ask(`${LOCAL}x`, 'GET', ACCOUNTS)).status).toBe(401)
  expect((await server.ask(LOCAL, 'GET', '/api/v3/balance')).status).toBe(401)
})

test('limits of an account and of a key are set together; what is left out is the default of the server', async () => {
  const { id } = await newAccount()
  const key = (await asAdmin('POST', `${ACCOUNTS}/${id}/keys`, { name: 'laptop' })).body.data
  for (const url of [`${ACCOUNTS}/${id}/limits`, `/api/v3/admin/keys/${key.id}/limits`]) {
    const limits = { concurrency: 2, submits_per_minute: 0 }
    expect((await asAdmin('POST', url, limits)).body.data.limits).toEqual(limits)
    expect((await asAdmin('POST', url, { submits_per_minute: 30 })).body.data.limits).toEqual({
      concurrency: null,
      submits_per_minute: 30,
    })
    expect((await asAdmin('POST', url, { concurrency: -1 })).status).toBe(400)
    expect((await asAdmin('POST', url, { concurrency: 1.5 })).status).toBe(400)
  }
})

test('a key cannot shed its limits by making another', async () => {
  const { id } = await newAccount()
  const limited = (await asAdmin('POST', `${ACCOUNTS}/${id}/keys`, { name: 'limited' })).body.data
  await asAdmin('POST', `/api/v3/admin/keys/${limited.id}/limits`, { concurrency: 1 })
  const made = await server.ask(limited.key, 'POST', '/api/v3/keys', { name: 'free' })
  expect(made.body.data.limits).toEqual({ concurrency: 1, submits_per_minute: null })
})
