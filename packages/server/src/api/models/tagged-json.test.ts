import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { DIFFUSION } from '../testing/memory-house.test.fixture.ts'
import { AUTHORIZED, memoryServer } from '../testing/memory-server.test.fixture.ts'

const URL = '/api/v3/models'

test('a client that has the catalogue is told so, until something else is installed', async () => {
  const { app, house } = memoryServer()
  const first = await app.inject({ url: URL, headers: AUTHORIZED })
  expect(first.statusCode).toBe(200)
  expect(first.headers).toMatchObject({ 'cache-control': 'private, no-cache', vary: 'Accept-Encoding' })
  const headers = { ...AUTHORIZED, 'if-none-match': String(first.headers.etag) }
  const second = await app.inject({ url: URL, headers })
  expect([second.statusCode, second.body, second.headers.etag]).toEqual([304, '', first.headers.etag])
  house.installed.engine = DIFFUSION
  const third = await app.inject({ url: URL, headers })
  expect(third.statusCode).toBe(200)
  expect(third.headers.etag).not.toBe(first.headers.etag)
})

test('the catalogue is compressed for those who take it, and is the same', async () => {
  const { app } = memoryServer()
  const plain = await app.inject({ url: URL, headers: AUTHORIZED })
  const packed = await app.inject({ url: URL, headers: { ...AUTHORIZED, 'accept-encoding': 'gzip, deflate, br' } })
  expect(plain.headers).not.toHaveProperty('content-encoding')
  expect(packed.headers).toMatchObject({ 'content-encoding': 'gzip', etag: plain.headers.etag })
  expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2)
  expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body)
})
