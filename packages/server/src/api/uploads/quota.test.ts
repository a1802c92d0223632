import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TEST_MODEL } from '../../testing/new-prediction.test.fixture.ts'
import { type RealServer, realServer } from '../testing/real-server.test.fixture.ts'

let server: RealServer

beforeAll(async () => {
  server = await realServer({ uploadQuotaBytes: 1_000 })
})
afterAll(() => server.close())

async function traces(): Promise<unknown> {
  const folder = join(server.house.settings.dataFolder, 'files')
  const rows = await server.house.database.kysely.selectFrom('uploads').select('id').execute()
  return { rows, files: (await readdir(folder, { recursive: true })).sort() }
}

function form(sizeBytes: number): { readonly headers: Record<string, string>; readonly payload: string } {
  const lines = [
    '--x',
    'Content-Disposition: form-data; name="file"; filename="a.mp3"',
    '',
    'a'.repeat(sizeBytes),
    '--x--',
    '',
  ]
  return { headers: { 'content-type': 'multipart/form-data; boundary=x' }, payload: lines.join('\r\n') }
}

test('every way to bring a clip in counts, and what is refused leaves nothing', async () => {
  const { key } = await server.admit('Ada')
  const authorization = `Bearer ${key}`
  const ticket = { filename: 'a.mp3', size: 900 }
  expect((await server.ask(key, 'POST', '/api/v3/media/uploads', ticket)).status).toBe(200)
  const before = await traces()

  const refused = [await server.ask(key, 'POST', '/api/v3/media/uploads', { ...ticket, size: 101 })]
  for (const url of ['/api/v3/media/upload/binary', '/api/v2/media/upload/binary', '/api/v3/upload']) {
    const { headers, payload } = form(101)
    const response = await server.app.inject({ method: 'POST', url, headers: { ...headers, authorization }, payload })
    refused.push({ status: response.statusCode, headers: response.headers, body: response.json() })
  }
  const audio = `data:audio/wav;base64,${Buffer.alloc(101).toString('base64')}`
  refused.push(await server.ask(key, 'POST', `/api/v3/${TEST_MODEL}`, { audio, prompt: 'warm' }))
  for (const { status, headers, body } of refused) {
    expect(status).toBe(429)
    expect(body).toMatchObject({ code: 429, message: 'Upload quota exceeded', error_code: 'UPLOAD_QUOTA_EXCEEDED' })
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  }
  expect(await traces()).toEqual(before)
  expect(await server.house.database.kysely.selectFrom('predictions').select('id').execute()).toEqual([])
})
