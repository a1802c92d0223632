import { expect, test } from 'vitest'
import { listeningServer, type MemoryServer, memoryServer } from '../testing/memory-server.test.fixture.ts'

const KEY = 'outputs/6f1e6f1e6f1e6f1e/0.mp3'
const CONTENT = '0123456789'

async function serverWithFile(key = KEY): Promise<MemoryServer> {
  const server = memoryServer()
  await server.house.files.put(key, Buffer.from(CONTENT), 100)
  return server
}

test('a download needs no key and says what it is', async () => {
  const { app } = await serverWithFile()
  const response = await app.inject({ url: `/files/${KEY}` })
  expect(response.statusCode).toBe(200)
  expect(response.body).toBe(CONTENT)
  expect(response.headers).toMatchObject({
    'content-type': 'audio/mpeg',
    'content-length': '10',
    'accept-ranges': 'bytes',
    'access-control-allow-origin': '*',
    'cache-control': 'public, max-age=604800, immutable',
    'x-content-type-options': 'nosniff',
    'content-security-policy': expect.stringContaining('sandbox'),
  })
  expect(response.headers).not.toHaveProperty('content-disposition')
})

test('HEAD gives the same headers without the bytes', async () => {
  const { app } = await serverWithFile()
  const response = await app.inject({ method: 'HEAD', url: `/files/${KEY}` })
  expect(response.statusCode).toBe(200)
  expect(response.headers['content-length']).toBe('10')
  expect(response.body).toBe('')
})

test.each([
  ['bytes=0-3', '0123', 'bytes 0-3/10'],
  ['bytes=4-', '456789', 'bytes 4-9/10'],
  ['bytes=-2', '89', 'bytes 8-9/10'],
  ['bytes=-50', CONTENT, 'bytes 0-9/10'],
  ['bytes=8-100', '89', 'bytes 8-9/10'],
])('the range %s is %s', async (range, body, contentRange) => {
  const { app } = await serverWithFile()
  const response = await app.inject({ url: `/files/${KEY}`, headers: { range } })
  expect(response.statusCode).toBe(206)
  expect(response.body).toBe(body)
  expect(response.headers).toMatchObject({ 'content-range': contentRange, 'content-length': String(body.length) })
})

test.each(['bytes=10-', 'bytes=100-200', 'bytes=-0'])('the range %s is 416', async (range) => {
  const { app } = await serverWithFile()
  const response = await app.inject({ url: `/files/${KEY}`, headers: { range } })
  expect(response.statusCode).toBe(416)
  expect(response.headers['content-range']).toBe('bytes */10')
  expect(response.headers).not.toHaveProperty('cache-control')
  expect(response.json()).toMatchObject({ code: 416, data: null })
})

test.each(['bytes=3-1', 'bytes=0-1,3-4', 'lines=1-2', 'bytes=-', 'nonsense'])(
  'the range %s is passed over',
  async (range) => {
    const { app } = await serverWithFile()
    const response = await app.inject({ url: `/files/${KEY}`, headers: { range } })
    expect(response.statusCode).toBe(200)
    expect(response.body).toBe(CONTENT)
  },
)

test('a known copy is not sent again, and a range of another copy is not mixed in', async () => {
  const { app } = await serverWithFile()
  const etag = String((await app.inject({ url: `/files/${KEY}` })).headers.etag)
  expect((await app.inject({ url: `/files/${KEY}`, headers: { 'if-none-match': etag } })).statusCode).toBe(304)
  const range = 'bytes=0-1'
  expect((await app.inject({ url: `/files/${KEY}`, headers: { range, 'if-range': etag } })).statusCode).toBe(206)
  expect((await app.inject({ url: `/files/${KEY}`, headers: { range, 'if-range': '"old"' } })).statusCode).toBe(200)
})

test('a known copy is recognised in a list, marked as weak, and by a star', async () => {
  const { app } = await serverWithFile()
  const etag = String((await app.inject({ url: `/files/${KEY}` })).headers.etag)
  for (const known of [`"old", ${etag}`, `W/${etag}`, `"a,b",W/"c" , W/${etag},"d"`, '*']) {
    const response = await app.inject({ url: `/files/${KEY}`, headers: { 'if-none-match': known } })
    expect(response.statusCode).toBe(304)
    expect(response.headers.etag).toBe(etag)
    expect(response.body).toBe('')
  }
  for (const unknown of ['', '"old"', 'W/"old", "*"', etag.replaceAll('"', '')]) {
    const response = await app.inject({ url: `/files/${KEY}`, headers: { 'if-none-match': unknown } })
    expect(response.statusCode).toBe(200)
  }
})

test('whether a copy is known is asked before its ranges are looked at', async () => {
  const { app } = await serverWithFile()
  const etag = String((await app.inject({ url: `/files/${KEY}` })).headers.etag)
  for (const range of ['bytes=0-1', 'bytes=100-']) {
    const headers = { range, 'if-none-match': etag }
    expect((await app.inject({ url: `/files/${KEY}`, headers })).statusCode).toBe(304)
  }
})

test('a file that vanishes before it can be opened is a plain error that nobody keeps', async () => {
  const { app, house } = await serverWithFile()
  house.files.open = async () => {
    throw new Error('gone')
  }
  const response = await app.inject({ url: `/files/${KEY}` })
  expect(response.statusCode).toBe(500)
  expect(response.headers).not.toHaveProperty('cache-control')
  expect(response.json()).toMatchObject({ code: 500, data: null })
})

test('?download=1 saves the file under its name', async () => {
  const { app } = await serverWithFile('uploads/6f1e6f1e6f1e6f1e/guitar-1.mp3')
  const response = await app.inject({ url: '/files/uploads/6f1e6f1e6f1e6f1e/guitar-1.mp3?download=1' })
  expect(response.headers['content-disposition']).toBe('attachment; filename="guitar-1.mp3"')
})

test.each([
  ['mp3', 'audio/mpeg'],
  ['wav', 'audio/wav'],
  ['flac', 'audio/flac'],
  ['ogg', 'audio/ogg'],
  ['opus', 'audio/ogg'],
  ['m4a', 'audio/mp4'],
  ['aac', 'audio/aac'],
  ['html', 'application/octet-stream'],
  ['svg', 'application/octet-stream'],
  ['constructor', 'application/octet-stream'],
])('.%s is %s', async (extension, contentType) => {
  const { app } = await serverWithFile(`uploads/6f1e6f1e6f1e6f1e/x.${extension}`)
  expect((await app.inject({ url: `/files/uploads/6f1e6f1e6f1e6f1e/x.${extension}` })).headers['content-type']).toBe(
    contentType,
  )
})

test.each([
  '/files/outputs/6f1e6f1e6f1e6f1e/1.mp3',
  '/files/outputs/6f1e6f1e6f1e6f1e',
  '/files/secrets/6f1e6f1e6f1e6f1e/0.mp3',
  '/files/outputs/%2e%2e/outputs%2f6f1e6f1e6f1e6f1e%2f0.mp3',
  '/files/outputs%2f6f1e6f1e6f1e6f1e%2f0.mp3',
  '/files/outputs/6f1e6f1e6f1e6f1e/0.mp3%00',
  '/files/outputs/6f1e6f1e6f1e6f1e/%ff.mp3',
  '/files/',
])('%s is nothing', async (url) => {
  const { app } = await serverWithFile()
  const response = await app.inject({ url })
  expect(response.statusCode).toBe(404)
  expect(response.json()).toMatchObject({ code: 404, data: null })
})

test('a real player’s ranges work over a socket', async () => {
  const { house, url } = await listeningServer()
  await house.files.put(KEY, new Uint8Array(500_000).fill(9), 1_000_000)
  const response = await fetch(`${url}/files/${KEY}`, { headers: { Range: 'bytes=100000-399999' } })
  expect(response.status).toBe(206)
  expect((await response.arrayBuffer()).byteLength).toBe(300_000)
})
