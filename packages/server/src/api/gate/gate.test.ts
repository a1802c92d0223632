import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { AUDIO_TO_AUDIO, OTHER_KEY } from '../testing/memory-house.test.fixture.ts'
import { AUTHORIZED, listeningServer, memoryServer } from '../testing/memory-server.test.fixture.ts'
import { Failure } from '../wavespeed/envelope.ts'

const PROTECTED = [
  ['GET', '/api/v3/balance'],
  ['GET', '/api/v3/account/balance'],
  ['GET', '/api/v3/models'],
  ['GET', '/api/v3/predictions/x/result'],
  ['GET', '/api/v2/predictions/x'],
  ['POST', '/api/v3/acme/sing'],
  ['POST', '/api/v3/model/price'],
  ['POST', '/api/v3/model/pricing'],
  ['POST', '/api/v3/media/uploads'],
  ['POST', '/api/v2/media/upload/binary'],
  ['POST', '/api/v3/upload'],
  ['GET', '/api/v3/predictions'],
  ['POST', '/api/v3/predictions'],
  ['POST', '/api/v3/predictions/delete'],
  ['DELETE', '/api/v3/predictions/x'],
  ['POST', '/api/v3/predictions/x/rerun'],
  ['POST', '/api/v3/billings/search'],
  ['POST', '/api/v3/user/usage_stats'],
  ['GET', '/api/v3/account/billings'],
  ['GET', '/api/v3/account/usage'],
  ['GET', '/api/v3/webhook/secret'],
  ['POST', '/api/v3/webhook/secret/rotate'],
  ['GET', '/api/v3/webhook/deliveries'],
  ['POST', '/api/v3/webhook/deliveries/x/redeliver'],
] as const

test.each(PROTECTED)('%s %s needs a key', async (method, url) => {
  const { app } = memoryServer()
  const tokens = [undefined, '', 'Bearer', 'Bearer nonsense', `Basic ${OTHER_KEY}`, OTHER_KEY]
  for (const authorization of tokens) {
    const headers = authorization === undefined ? {} : { authorization }
    const response = await app.inject({ method, url, headers, ...(method === 'POST' && { payload: {} }) })
    expect(response.statusCode).toBe(401)
    expect(Value.Check(Failure, response.json())).toBe(true)
    expect(response.json()).toMatchObject({ code: 401, error_code: 'UNAUTHORIZED' })
  }
})

test('a body from nobody is not read', async () => {
  const { url } = await listeningServer()
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.write(
    'POST /api/v3/acme/sing HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000000\r\n\r\n{',
  )
  const [answer] = await new Promise<Buffer[]>((resolve) => socket.once('data', (chunk) => resolve([chunk])))
  socket.destroy()
  expect(String(answer)).toMatch(/^HTTP\/1\.1 401 /)
})

test.each(['//api/v3/balance', '/api//v3///balance', '/api/v3/balance/', '///api/v3/balance//'])(
  '%s is /api/v3/balance',
  async (url) => {
    const { app } = memoryServer()
    const response = await app.inject({ url: `http://localhost${url}`, headers: AUTHORIZED })
    expect(response.json()).toEqual({ code: 200, message: 'success', data: { balance: 1 } })
  },
)

test.each([
  ['GET', '/nowhere'],
  ['GET', '/api/v3/nowhere'],
  ['GET', '/api/v3/model/price'],
  ['DELETE', '/api/v3/models'],
  ['GET', '/api/v2/balance'],
  ['GET', '/api/%zz'],
] as const)('%s %s is a 404 in the envelope', async (method, url) => {
  const { app } = memoryServer()
  const response = await app.inject({ method, url, headers: AUTHORIZED })
  expect(response.statusCode).toBe(404)
  expect(response.headers['content-type']).toMatch(/^application\/json/)
  expect(response.json()).toEqual({
    code: 404,
    message: 'There is nothing at this address.',
    error: 'There is nothing at this address.',
    error_code: 'NOT_FOUND',
    data: null,
  })
})

test('what is not HTTP is answered in the envelope as well', async () => {
  const { url } = await listeningServer()
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.write('NONSENSE\r\n\r\n')
  const [head, body] = (await text(socket)).split('\r\n\r\n')
  expect(head).toMatch(/^HTTP\/1\.1 400 /)
  expect(JSON.parse(String(body))).toMatchObject({ code: 400, data: null })
})

test('a fault of ours is a 500 without its details', async () => {
  const { app, house } = memoryServer()
  house.ledger.balanceMicrodollars = async () => {
    throw new Error('password of the database')
  }
  const response = await app.inject({ url: '/api/v3/balance', headers: AUTHORIZED })
  expect(response.statusCode).toBe(500)
  expect(response.json()).toMatchObject({ code: 500, error_code: 'INTERNAL', data: null })
  expect(response.body).not.toContain('password')
})

test('browsers of every origin may use the API and the files, and not read the page', async () => {
  const { app } = memoryServer()
  for (const url of [
    '/api/v3/balance',
    '/api/v3/acme/sing',
    '/uploads/put/x',
    '/files/outputs/x/0.mp3',
    '/center/default/api/v1/model_product/search',
    '/api/v3/nowhere',
  ]) {
    const preflight = await app.inject({ method: 'OPTIONS', url })
    expect(preflight.statusCode).toBe(204)
    expect(preflight.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST, PUT, DELETE, OPTIONS',
      'access-control-allow-headers':
        'Authorization, Content-Type, If-None-Match, Idempotency-Key, Last-Event-ID, X-Client-Name, X-Client-Version, X-Client-OS',
      'access-control-expose-headers':
        'Retry-After, Content-Length, Content-Disposition, Content-Range, ETag, Idempotency-Replayed',
    })
  }
  const refused = await app.inject({ url: '/api/v3/balance' })
  expect(refused.headers['access-control-allow-origin']).toBe('*')
  expect((await app.inject({ url: '/' })).headers).not.toHaveProperty('access-control-allow-origin')
})

test.each(['localhost', 'localhost:8787', '127.0.0.1:8787', '127.1.2.3', '[::1]:8787', 'audio.example.net'])(
  'on loopback the host %s is answered',
  async (host) => {
    const { app } = memoryServer({ publicUrl: 'https://audio.example.net' })
    expect((await app.inject({ url: '/healthz', headers: { host } })).statusCode).toBe(200)
  },
)

test.each(['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', '192.168.1.5', '[::2]', ' ', 'a b'])(
  'on loopback the host "%s" is refused',
  async (host) => {
    const { app } = memoryServer({ publicUrl: 'https://audio.example.net' })
    for (const url of ['/healthz', '/', '/api/v3/balance', '/nowhere']) {
      const response = await app.inject({ url, headers: { ...AUTHORIZED, host } })
      expect(response.statusCode).toBe(403)
      expect(response.json()).toMatchObject({ code: 403, error_code: 'FORBIDDEN_HOST', data: null })
    }
  },
)

test('a server that listens on the network answers under every name that is one', async () => {
  const { app } = memoryServer({ host: '0.0.0.0' })
  const ask = async (host: string) => (await app.inject({ url: '/healthz', headers: { host } })).statusCode
  expect(await ask('studio.lan')).toBe(200)
  expect(await ask('[fe80::1]:8787')).toBe(200)
  expect(await ask('')).toBe(200)
  for (const host of ['a b', 'studio.lan/x', 'me@studio.lan', '[nonsense]', 'x:99999'])
    expect(await ask(host)).toBe(403)
})

test('too little credit can be answered as the hosted service once did, and nothing else is', async () => {
  const { app, house } = memoryServer({ creditErrorUnder200: true })
  house.predictions.balance.microdollars = 0
  const submit = (payload: object) =>
    app.inject({ method: 'POST', url: `/api/v3/${AUDIO_TO_AUDIO}`, headers: AUTHORIZED, payload })
  const refused = await submit({ audio: 'https://example.org/a.mp3', prompt: 'x' })
  expect(refused.statusCode).toBe(200)
  expect(refused.json()).toMatchObject({ code: 400, message: 'Insufficient credits. Please top up.' })
  expect(refused.json()).not.toHaveProperty('data')
  expect((await submit({})).statusCode).toBe(400)
})

test('who comes without a key is told how to bring one', async () => {
  const { app } = memoryServer()
  expect((await app.inject({ url: '/api/v3/balance' })).headers['www-authenticate']).toBe('Bearer')
})
