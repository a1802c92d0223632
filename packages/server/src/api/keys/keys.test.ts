import { Value } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RealServer, realServer } from '../testing/real-server.test.fixture.ts'
import { Success } from '../wavespeed/envelope.ts'
import { Key, NewKey } from './schemas.ts'

let server: RealServer

beforeAll(async () => {
  server = await realServer()
})
afterAll(() => server.close())

test('a key makes another, which opens the same account, is listed without its text, and goes again', async () => {
  const { key, keyId } = await server.admit('Ada')
  const made = await server.ask(key, 'POST', '/api/v3/keys', { name: '  studio\u001b[31m  PC ' })
  expect(made.status).toBe(200)
  expect(Value.Check(Success(NewKey), made.body)).toBe(true)
  expect(made.body.data).toMatchObject({ name: 'studio [31m PC', last_used_at: null })
  expect(made.body.data.key).toMatch(/^wsk_[A-Za-z0-9_-]{40,}$/)

  const listed = await server.ask(made.body.data.key, 'GET', '/api/v3/keys')
  expect(listed.body.data.items.map(({ id }: { id: string }) => id)).toEqual([keyId, made.body.data.id])
  expect(listed.body.data.items.every((item: unknown) => Value.Check(Key, item))).toBe(true)
  expect(JSON.stringify(listed.body)).not.toContain(made.body.data.key)

  const revoked = await server.ask(key, 'DELETE', `/api/v3/keys/${made.body.data.id}`)
  expect(revoked.body.data).toEqual({ id: made.body.data.id, revoked: true })
  expect((await server.ask(made.body.data.key, 'GET', '/api/v3/keys')).status).toBe(401)
  expect((await server.ask(key, 'GET', '/api/v3/keys')).body.data.total).toBe(1)
})

test('a key cannot end its account', async () => {
  const { key, keyId } = await server.admit('Grace')
  const refused = await server.ask(key, 'DELETE', `/api/v3/keys/${keyId}`)
  expect(refused).toMatchObject({ status: 409, body: { error_code: 'LAST_KEY' } })
  expect((await server.ask(key, 'GET', '/api/v3/keys')).status).toBe(200)
})

test.each([{}, { name: '' }, { name: ' \u200b\u0007 ' }, { name: 'x'.repeat(101) }, { name: ['x'] }])(
  'a key needs a name that can be read, not %j',
  async (body) => {
    const refused = await server.ask(server.ownerKey, 'POST', '/api/v3/keys', body)
    expect(refused).toMatchObject({ status: 400, body: { code: 400, data: null } })
  },
)

test('a suspended account is told so whatever it asks, and works again afterwards', async () => {
  const { key, accountId } = await server.admit('Edsger')
  await server.house.accounts.suspend(accountId)
  for (const url of ['/api/v3/keys', '/api/v3/balance', '/api/v3/models', '/api/v3/admin/accounts']) {
    expect(await server.ask(key, 'GET', url)).toMatchObject({
      status: 403,
      body: { code: 403, error_code: 'ACCOUNT_SUSPENDED', data: null },
    })
  }
  await server.house.accounts.resume(accountId)
  expect((await server.ask(key, 'GET', '/api/v3/balance')).status).toBe(200)
})
