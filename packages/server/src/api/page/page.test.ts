import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { memoryServer } from '../testing/memory-server.test.fixture.ts'
import { builtFolder } from './built-page.ts'
import { PAGE_ADDRESSES } from './routes.ts'
import { securityHeaders } from './security-headers.ts'
import { builtPageFolder, INDEX, SCRIPT } from './testing/built-page.test.fixture.ts'

const built = async () => {
  const folder = await builtPageFolder()
  return { ...memoryServer({}, { page: folder.url }), folder: folder.path }
}

test.each(PAGE_ADDRESSES)('%s is the page, which is asked for anew each time', async (address) => {
  const { app } = await built()
  const response = await app.inject({ url: address.replace('*', 'stable-audio-3/music') })
  expect(response.statusCode).toBe(200)
  expect(response.body).toBe(INDEX)
  expect(response.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' })
  const headers = { 'if-none-match': String(response.headers.etag) }
  expect((await app.inject({ url: address, headers })).statusCode).toBe(304)
})

test('every answer of the page has a policy under which nothing runs but files of the build', async () => {
  const { app } = await built()
  for (const url of ['/', '/assets/index-1a2b.js']) {
    const { headers } = await app.inject({ url })
    expect(headers).toMatchObject({
      ...{ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer' },
      ...{ 'cross-origin-opener-policy': 'same-origin', 'permissions-policy': 'microphone=(self)' },
    })
    const policy = String(headers['content-security-policy'])
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;/)
    expect(policy).not.toContain('unsafe')
  }
})

test('a published service may be reached from the page under its public address', () => {
  const policy = securityHeaders('https://audio.example.net')['Content-Security-Policy']
  expect(policy).toContain("media-src 'self' https://audio.example.net blob:;")
  expect(policy).toContain("connect-src 'self' https://audio.example.net;")
})

test.each([
  ['index-1a2b.js', 'text/javascript; charset=utf-8'],
  ['index-3c4d.css', 'text/css; charset=utf-8'],
  ['icon-5e6f.svg', 'image/svg+xml'],
  ['Inter-7a8b.woff2', 'font/woff2'],
])('/assets/%s is kept for good, as %s', async (name, contentType) => {
  const { app, folder } = await built()
  const response = await app.inject({ url: `/assets/${name}` })
  expect(response.headers).toMatchObject({
    'content-type': contentType,
    'cache-control': 'public, max-age=31536000, immutable',
  })
  expect(response.rawPayload).toEqual(await readFile(join(folder, 'assets', name)))
})

test('files are sent as small as the client takes them, and fonts as they are', async () => {
  const { app } = await built()
  const ask = (url: string, coding: string) => app.inject({ url, headers: { 'accept-encoding': coding } })
  const brotli = await ask('/assets/index-1a2b.js', 'gzip, deflate, br')
  expect(brotli.headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' })
  expect(brotliDecompressSync(brotli.rawPayload).toString()).toBe(SCRIPT)
  const gzip = await ask('/assets/index-1a2b.js', 'gzip')
  expect(gzip.headers['content-encoding']).toBe('gzip')
  expect(gunzipSync(gzip.rawPayload).toString()).toBe(SCRIPT)
  expect(gzip.headers.etag).toBe(brotli.headers.etag)
  expect((await ask('/assets/Inter-7a8b.woff2', 'br')).headers).not.toHaveProperty('content-encoding')
})

test.each([
  ...['nothing.js', '', '../secret.txt', '%2e%2e%2fsecret.txt', '..%2f..%2fpackage.json', 'inner/secret.js'],
  ...['inner%2fsecret.js', 'inner', '.', '%00', '..%5csecret.txt', '//secret.txt', 'index-1a2b.js%00.css'],
])('/assets/%s is nothing', async (name) => {
  const { app } = await built()
  const response = await app.inject({ url: `/assets/${name}` })
  expect(response.statusCode).toBe(404)
  expect(response.body).not.toContain('secret')
})

test('what is built while the server runs is what is sent', async () => {
  const { app, folder } = await built()
  const { headers } = await app.inject({ url: '/' })
  await writeFile(join(folder, 'index.html'), `${INDEX}<p>new`)
  const response = await app.inject({ url: '/', headers: { 'if-none-match': String(headers.etag) } })
  expect(response.body).toBe(`${INDEX}<p>new`)
})

test('where nobody has built it, the page says what to do', async () => {
  const { app } = memoryServer()
  const response = await app.inject({ url: '/history' })
  expect(response.statusCode).toBe(503)
  expect(response.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'x-frame-options': 'DENY' })
  expect(response.body).toContain('npm run build')
})

test('the page of this installation is the one of its package', () => {
  expect(builtFolder()?.pathname).toMatch(/\/packages\/playground\/dist\/$/)
})

test('health names the version and what can be run', async () => {
  const { app } = memoryServer()
  expect((await app.inject({ url: '/healthz' })).json()).toEqual({
    code: 200,
    message: 'success',
    data: { status: 'ok', version: expect.any(String), models: ['stability-ai/stable-audio-3/audio-to-audio'] },
  })
})
