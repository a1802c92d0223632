import { afterAll, beforeAll, expect, test } from 'vitest'
import { newPrediction, TEST_MODEL } from '../../testing/new-prediction.test.fixture.ts'
import { type Answer, type RealServer, realServer } from '../testing/real-server.test.fixture.ts'
import { ACCESS, type Access, type Belongings } from './access-table.test.fixture.ts'

const MALFORMED = ['', 'x', `wsk_${'A'.repeat(43)}`, "wsk_' or 1=1 --", 'wsk_\u00e9', 'x'.repeat(5_000)]
const NOBODY = '0'.repeat(32)
// Nothing is sent there: no deliverer runs.
const HOOK = 'http://127.0.0.1:1/hook'

let server: RealServer
let victim: Belongings & { readonly key: string }
let stranger: string
let revoked: string
let suspended: string

beforeAll(async () => {
  server = await realServer({ billing: true, webCatalogue: true })
  victim = await settle('victim')
  stranger = (await server.admit('stranger')).key
  const gone = await server.admit('gone')
  revoked = gone.key
  await server.house.keys.revoke(gone.keyId)
  const shut = await server.admit('shut')
  suspended = shut.key
  await server.house.accounts.suspend(shut.accountId)
  await server.app.ready()
})
afterAll(() => server.close())

/** An account with something of everything. */
async function settle(name: string): Promise<typeof victim> {
  const { accountId, key } = await server.admit(name)
  const { house } = server
  await house.topUps.make({
    ...{ accountId, amountMicrodollars: 1_000_000, reference: 'first', note: '', madeBy: 'command-line' },
  })
  const { keyId } = await house.apiKeys.create(accountId, `second key of ${name}`)
  const webhook = { url: HOOK, destination: '127.0.0.1:1', serverUrl: 'http://127.0.0.1' }
  const request = await newPrediction(house, { accountId, keyId, webhook })
  const { id: predictionId } = await house.predictions.submit(request)
  const { id: deliveryId } = await house.predictions.submit(request)
  await house.predictions.cancel(accountId, deliveryId)
  const file = { filename: 'a.mp3', sizeBytes: 3, contentType: undefined }
  const { ticket } = await house.uploads.createTicket(accountId, file)
  return { accountId, key, keyId, predictionId, deliveryId, fileKey: ticket.fileKey }
}

/** Everything of the victim's that somebody could change. */
async function possessions(): Promise<unknown> {
  const { kysely } = server.house.database
  const rows = (table: 'predictions' | 'uploads' | 'ledger_accounts' | 'top_ups' | 'webhook_deliveries') =>
    kysely.selectFrom(table).selectAll().where('account_id', '=', victim.accountId).execute()
  const keys = (await server.house.keys.list(victim.accountId)).map(({ lastUsedAt: _, ...key }) => key)
  const account = await server.house.accounts.find(victim.accountId)
  const tables = await Promise.all([
    rows('predictions'),
    rows('uploads'),
    rows('ledger_accounts'),
    rows('top_ups'),
    rows('webhook_deliveries'),
  ])
  return { keys, account, tables }
}

type Method = Parameters<RealServer['ask']>[1]

/** @param id what stands in the address */
function send(key: string | undefined, route: string, access: Access, id = NOBODY): Promise<Answer> {
  const [method, pattern = ''] = route.split(' ')
  const { question = {} } = 'question' in access ? access : {}
  const path = pattern
    .replace(':id', id)
    .replace(':index', '0')
    .replace('*', pattern.startsWith('/files') ? 'x' : TEST_MODEL)
  const url = method === 'GET' && question.query ? `${path}?${question.query(victim)}` : path
  const body = method === 'GET' ? undefined : question.body?.(victim)
  return server.ask(key, method as Method, url, body)
}

const routes = (...kinds: Access['kind'][]) => Object.entries(ACCESS).filter(([, { kind }]) => kinds.includes(kind))
const present = (route: string) => server.routes.some(({ method, url }) => `${method} ${url}` === route)
const idOf = (access: Access): string | undefined => ('what' in access && access.what ? victim[access.what] : undefined)

test('every route that the server has is in the table', () => {
  const unknown = server.routes.map(({ method, url }) => `${method} ${url}`).filter((route) => !(route in ACCESS))
  expect(unknown).toEqual([])
  expect(server.routes.length).toBeGreaterThan(50)
})

test.each(routes('account', 'thing', 'stream', 'admin'))('%s asks for a good key', async (route, access) => {
  if (!present(route)) return
  for (const key of [undefined, revoked, ...MALFORMED]) {
    const answer = await send(key, route, access, idOf(access))
    expect(answer).toMatchObject({ status: 401, body: { code: 401, error_code: 'UNAUTHORIZED', data: null } })
    if (!route.startsWith('GET')) continue
    const [, url = ''] = route.split(' ')
    const headers = key === undefined ? {} : { authorization: `Bearer ${key}` }
    expect(
      (await server.app.inject({ method: 'HEAD', url: url.replace(':id', NOBODY).replace(':index', '0'), headers }))
        .statusCode,
    ).toBe(401)
  }
  const shut = await send(suspended, route, access, idOf(access))
  expect(shut).toMatchObject({ status: 403, body: { error_code: 'ACCOUNT_SUSPENDED', data: null } })
})

test("another account's things are as if they had never been, to strangers and admins alike", async () => {
  const before = await possessions()
  for (const [route, access] of [...routes('thing'), ...routes('stream')]) {
    const id = idOf(access)
    if (id === undefined || !present(route)) continue
    for (const key of [stranger, server.ownerKey]) {
      const answer = await send(key, route, access, id)
      expect(answer.status, route).toBe(404)
      expect(answer.body, route).toEqual((await send(key, route, access)).body)
    }
  }
  expect(await possessions()).toEqual(before)
})

test('nothing that an account sees of itself shows another, whatever it asks for', async () => {
  const before = await possessions()
  for (const [route, access] of routes('account')) {
    if (!present(route) || access.kind !== 'account') continue
    for (const key of [stranger, server.ownerKey]) {
      const answer = await send(key, route, access)
      expect(answer.status, route).toBe(access.status)
      for (const trace of [
        victim.accountId,
        victim.predictionId,
        victim.deliveryId,
        victim.keyId,
        victim.fileKey,
        'second key of',
      ]) {
        expect(JSON.stringify(answer.body), route).not.toContain(trace)
      }
    }
  }
  expect(await possessions()).toEqual(before)
})

test('to a member the routes of admins are an address where nothing is', async () => {
  const nowhere = (await server.ask(stranger, 'GET', '/api/v3/nowhere')).body
  const before = await possessions()
  for (const [route, access] of routes('admin')) {
    if (!present(route)) continue
    for (const key of [stranger, victim.key]) {
      expect((await send(key, route, access, idOf(access))).body, route).toEqual(nowhere)
    }
  }
  expect(await possessions()).toEqual(before)
})

test('admins get through, and so does everybody to what is their own', async () => {
  for (const [route, access] of [...routes('admin'), ...routes('thing')]) {
    if (!present(route)) continue
    // Each has its own, for some are gone afterwards.
    const own = await settle(`owner of ${route}`)
    const id = 'what' in access && access.what ? own[access.what] : undefined
    const answer = await send(access.kind === 'admin' ? server.ownerKey : own.key, route, access, id)
    expect(answer.status, `${route}: ${JSON.stringify(answer.body)}`).toBe('status' in access ? access.status : 200)
  }
})
