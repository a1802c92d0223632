import { Writable } from 'node:stream'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { KEY } from '../testing/memory-house.test.fixture.ts'
import { AUTHORIZED, memoryServer } from '../testing/memory-server.test.fixture.ts'

function recordingLog() {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  return { lines, log: pino({ level: 'trace' }, stream) }
}

test('a request is logged with its client and without its secrets', async () => {
  const { lines, log } = recordingLog()
  const { app } = memoryServer({}, { log })
  const client = { 'x-client-name': 'wavespeed-js', 'x-client-version': '0.3.2', 'x-client-os': 'linux' }
  await app.inject({ url: '/api/v3/balance?token=hush', headers: { ...AUTHORIZED, ...client } })
  const line = JSON.parse(lines.find((text) => text.includes('/api/v3/balance')) ?? '{}')
  expect(line).toMatchObject({
    method: 'GET',
    path: '/api/v3/balance',
    status: 200,
    client: 'wavespeed-js',
    clientVersion: '0.3.2',
    clientOs: 'linux',
  })
  expect(lines.join('')).not.toMatch(/hush/)
  expect(lines.join('')).not.toContain(KEY)
})

test('neither upload secrets nor the addresses of files reach the log, whatever goes wrong', async () => {
  const { lines, log } = recordingLog()
  const { app, house } = memoryServer({}, { log })
  const ticket = await app.inject({
    method: 'POST',
    url: '/api/v3/media/uploads',
    headers: AUTHORIZED,
    payload: { filename: 'a.mp3', size: 3 },
  })
  const { upload, download_url } = ticket.json().data
  house.uploads.markStored = async () => {
    throw new Error('the database is gone')
  }
  const failed = await app.inject({ method: 'PUT', url: upload.url, payload: 'abc' })
  await app.inject({ url: download_url })
  expect(failed.statusCode).toBe(500)
  expect(lines.join('')).toContain('the database is gone')
  expect(lines.join('')).not.toContain('secret-of-ticket')
  expect(lines.join('')).not.toContain(new URL(download_url).pathname)
  expect(lines.join('')).not.toContain(KEY)
})
