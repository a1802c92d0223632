import { expect, test } from 'vitest'
import { AUDIO_TO_AUDIO, OTHER_KEY } from '../testing/memory-house.test.fixture.ts'
import { AUTHORIZED, type MemoryServer, memoryServer } from '../testing/memory-server.test.fixture.ts'

const BODY = { audio: 'https://audio.example.org/a.mp3', prompt: 'choir', loras: [{ path: 'x', scale: 1 }] }
const MODEL = `/api/v3/${AUDIO_TO_AUDIO}`
const INLINE = `data:audio/wav;base64,${Buffer.from('RIFF').toString('base64')}`

interface Sending {
  readonly key?: string
  readonly url?: string
  readonly bearer?: string
  readonly raw?: string
}

async function submit({ app }: MemoryServer, payload: object, { key = 'k-1', url = MODEL, bearer, raw }: Sending = {}) {
  const authorization = bearer ? `Bearer ${bearer}` : AUTHORIZED.authorization
  const headers = { authorization, 'idempotency-key': key, 'content-type': 'application/json' }
  const response = await app.inject({ method: 'POST', url, headers, payload: raw ?? JSON.stringify(payload) })
  return { status: response.statusCode, headers: response.headers, body: JSON.parse(response.body) }
}

const PLAIN = { audio: BODY.audio, prompt: BODY.prompt }

test('the same submit under the same key is answered with the same prediction, and says so', async () => {
  const server = memoryServer()
  const first = await submit(server, PLAIN)
  const second = await submit(server, PLAIN)
  expect([first.status, second.status]).toEqual([200, 200])
  expect(second.body).toEqual(first.body)
  expect(first.headers).not.toHaveProperty('idempotency-replayed')
  expect(second.headers).toMatchObject({ 'idempotency-replayed': 'true' })
  expect(server.house.predictions.all.size).toBe(1)
})

test('the order of fields, spaces and the API version do not make another request', async () => {
  const server = memoryServer()
  const { body } = await submit(server, { ...PLAIN, seed: 1, note: { a: [1, 2], b: null } })
  const raw = `{ "note": {"b": null, "a": [1, 2]}, "seed": 1, "prompt": "choir",  "audio": "${PLAIN.audio}" }`
  const again = await submit(server, {}, { raw, url: MODEL.replace('v3', 'v2') })
  expect(again.body.data.id).toBe(body.data.id)
})

test.each([
  [
    'another value',
    { ...PLAIN, seed: 1, list: [1, 2], deep: { a: 1 } },
    { ...PLAIN, seed: 2, list: [1, 2], deep: { a: 1 } },
  ],
  ['another type', { ...PLAIN, seed: 1 }, { ...PLAIN, seed: '1' }],
  ['another field', { ...PLAIN, a: 1 }, { ...PLAIN, b: 1 }],
  ['another order of a list', { ...PLAIN, list: [1, 2] }, { ...PLAIN, list: [2, 1] }],
  ['another nesting', { ...PLAIN, list: [[1], 2] }, { ...PLAIN, list: [[1, 2]] }],
  ['another field inside', { ...PLAIN, deep: { a: 1, b: {} } }, { ...PLAIN, deep: { a: 1 }, b: {} }],
  ['null for absent', { ...PLAIN, seed: null }, PLAIN],
])('%s under the same key is a 409', async (_, first, second) => {
  const server = memoryServer()
  expect((await submit(server, first)).status).toBe(200)
  const { status, body } = await submit(server, second)
  expect(status).toBe(409)
  expect(body).toMatchObject({ code: 409, error_code: 'IDEMPOTENCY_KEY_REUSED', data: null })
  expect(server.house.predictions.all.size).toBe(1)
})

test('another key is another prediction, and so is the same key of another account', async () => {
  const server = memoryServer()
  const ids = new Set<string>()
  for (const how of [{}, { key: 'k-2' }, { bearer: OTHER_KEY }]) {
    ids.add((await submit(server, PLAIN, how)).body.data.id)
  }
  expect(ids.size).toBe(3)
})

test.each(['', ' ', 'a b', 'é', 'x'.repeat(256), 'tab\tinside'])('the key "%s" is refused', async (key) => {
  const server = memoryServer()
  const { status, body } = await submit(server, PLAIN, { key })
  expect(status).toBe(400)
  expect(body).toMatchObject({ error_code: 'INVALID_PARAMETER', message: expect.stringContaining('Idempotency-Key') })
  expect(server.house.predictions.all.size).toBe(0)
})

test.each(['!', '~', '"quoted"', 'x'.repeat(255)])('the key %s is good', async (key) => {
  expect((await submit(memoryServer(), PLAIN, { key })).status).toBe(200)
})

test('a refused submit does not use its key up', async () => {
  const server = memoryServer()
  expect((await submit(server, { ...PLAIN, prompt: '' })).status).toBe(400)
  server.house.predictions.balance.microdollars = 0
  expect((await submit(server, PLAIN)).status).toBe(402)
  server.house.predictions.balance.microdollars = 1_000_000
  expect((await submit(server, PLAIN)).status).toBe(200)
})

test('what was good once is answered though it would not be good any more', async () => {
  const server = memoryServer()
  const { body } = await submit(server, PLAIN)
  server.house.installed.engine = { ...server.house.installed.engine, models: [] }
  expect((await submit(server, PLAIN)).body).toEqual(body)
})

test('an inline clip is kept once, also when two send it at the same moment', async () => {
  const server = memoryServer()
  const { findSubmitted } = server.house.predictions
  const clip = { ...PLAIN, audio: INLINE }
  await submit(server, clip)
  const stored = [...server.house.recorded]
  expect(stored).toHaveLength(1)
  // Both looked before either had made anything.
  server.house.predictions.findSubmitted = async () => undefined
  const { headers } = await submit(server, clip)
  expect(headers).toMatchObject({ 'idempotency-replayed': 'true' })
  server.house.predictions.findSubmitted = findSubmitted
  expect(server.house.recorded).toEqual(stored)
  expect([...server.house.files.contents.keys()]).toEqual(stored)
})

test('sync mode is held on the same prediction', async () => {
  const server = memoryServer()
  const held = { ...PLAIN, enable_sync_mode: true }
  const first = submit(server, held)
  const { id } = await server.house.predictions.submitted()
  const second = submit(server, held)
  server.house.predictions.complete(id, ['outputs/6f1e6f1e6f1e6f1e/0.mp3'])
  const answers = await Promise.all([first, second])
  for (const { body } of answers) expect(body.data).toMatchObject({ id, status: 'completed' })
  expect(answers[1].headers).toMatchObject({ 'idempotency-replayed': 'true' })
})

test('an unknown field that is nested without end is passed over like any other', async () => {
  const depth = 100_000
  const raw = `{"prompt": "choir", "audio": "${PLAIN.audio}", "deep": ${'['.repeat(depth)}${']'.repeat(depth)}}`
  const server = memoryServer()
  const { status } = await submit(server, {}, { raw })
  expect(status).toBe(200)
})
