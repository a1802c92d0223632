import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { AUDIO_TO_AUDIO, NOW, OTHER_KEY } from '../testing/memory-house.test.fixture.ts'
import { AUTHORIZED, type MemoryServer, memoryServer } from '../testing/memory-server.test.fixture.ts'
import { Success } from '../wavespeed/envelope.ts'
import { PredictionList } from './list-schemas.ts'

const INPUTS = { audio: 'https://example.org/clip.mp3', prompt: 'warm' }

async function ask(
  { app }: MemoryServer,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  payload?: object,
  headers = AUTHORIZED,
) {
  const response = await app.inject({ method, url: `/api/v3/${path}`, headers, ...(payload && { payload }) })
  return { status: response.statusCode, body: response.json() }
}

const submit = async (server: MemoryServer): Promise<string> =>
  (await ask(server, 'POST', AUDIO_TO_AUDIO, INPUTS)).body.data.id

test('predictions are listed newest first, in the shape that clients read, and without inputs unless asked for', async () => {
  const server = memoryServer()
  const first = await submit(server)
  const second = await submit(server)
  server.house.predictions.complete(first, ['outputs/0123456789abcdef/0.mp3'])
  const { status, body } = await ask(server, 'POST', 'predictions', {})
  expect(status).toBe(200)
  expect(Value.Check(Success(PredictionList), body)).toBe(true)
  expect(body.data).toMatchObject({ page: 1, page_size: 100, total: 2 })
  expect(body.data.items.map(({ id }: { id: string }) => id)).toEqual([second, first])
  expect(body.data.items[1]).toEqual({
    id: first,
    model: AUDIO_TO_AUDIO,
    status: 'completed',
    outputs: ['http://localhost:80/files/outputs/0123456789abcdef/0.mp3'],
    urls: { get: `http://localhost:80/api/v3/predictions/${first}/result` },
    has_nsfw_contents: [false],
    created_at: NOW.toISOString(),
    error: '',
    executionTime: 6710,
    timings: { inference: 6500 },
    price: 0.024,
    seed: expect.any(Number),
    engine: 'dsp-restyle',
    engine_version: '1.2.3',
    warnings: ['The word "flibber" was not understood.'],
  })
})

test('inputs come under both names when asked for, in a query as in a body', async () => {
  const server = memoryServer()
  await submit(server)
  const answers = [
    await ask(server, 'POST', 'predictions', { include_inputs: true }),
    await ask(server, 'GET', 'predictions?include_inputs=true'),
  ]
  for (const { body } of answers) {
    const [item] = body.data.items
    expect(item.input).toMatchObject(INPUTS)
    expect(item.inputs).toEqual(item.input)
  }
})

test('a result that was asked for in base64 is an address in a list', async () => {
  const server = memoryServer()
  const { body } = await ask(server, 'POST', AUDIO_TO_AUDIO, { ...INPUTS, enable_base64_output: true })
  server.house.predictions.complete(body.data.id, ['outputs/0123456789abcdef/0.mp3'])
  const list = await ask(server, 'GET', 'predictions')
  expect(list.body.data.items[0].outputs).toEqual(['http://localhost:80/files/outputs/0123456789abcdef/0.mp3'])
})

test('pages, filters and both spellings of time work in a query and in a body', async () => {
  const server = memoryServer()
  for (let index = 0; index < 3; index++) await submit(server)
  const total = async (question: Record<string, string | number>): Promise<number> => {
    const query = new URLSearchParams()
    for (const [key, value] of Object.entries(question)) query.set(key, String(value))
    const inQuery = (await ask(server, 'GET', `predictions?${query}`)).body.data
    const inBody = (await ask(server, 'POST', 'predictions', question)).body.data
    expect(inBody).toEqual(inQuery)
    return inBody.total
  }
  expect((await ask(server, 'GET', 'predictions?page=2&page_size=2')).body.data).toMatchObject({
    ...{ page: 2, page_size: 2, total: 3, items: [expect.anything()] },
  })
  expect(await total({ model: AUDIO_TO_AUDIO, status: 'created' })).toBe(3)
  expect(await total({ model: 'acme/sing' })).toBe(0)
  expect(await total({ status: 'completed' })).toBe(0)
  expect(await total({ status: 'cancelled' })).toBe(0)
  const now = NOW.getTime()
  expect(await total({ created_after: NOW.toISOString(), created_before: NOW.toISOString() })).toBe(3)
  expect(await total({ created_after: now, created_before: String(now) })).toBe(3)
  expect(await total({ created_after: now + 1 })).toBe(0)
  expect(await total({ created_before: now - 1 })).toBe(0)
  expect(await total({ created_after: '2026-07-01T14:34:56.789+02:00' })).toBe(3)
  expect(await total({ created_after: '2026-07-01', created_before: '2026-07-02' })).toBe(3)
  expect(await total({ model: '', status: '', created_after: '' })).toBe(3)
})

test.each([
  [{ page: 0 }, 'field "page" must be an integer between 1 and 1,000,000,000'],
  [{ page_size: 101 }, 'field "page_size" must be an integer between 1 and 100'],
  [
    { status: 'done' },
    'field "status" must be one of [created processing completed failed pending cancelled timeout deleted]',
  ],
  [
    { created_after: 'yesterday' },
    'field "created_after" must be a time, such as 2026-07-01T12:00:00Z or 1782907200000',
  ],
  [
    { created_before: '2026-13-01' },
    'field "created_before" must be a time, such as 2026-07-01T12:00:00Z or 1782907200000',
  ],
])('a list of %j is refused with a sentence', async (question, message) => {
  expect(await ask(memoryServer(), 'POST', 'predictions', question)).toMatchObject({ status: 400, body: { message } })
})

test('a list needs no body', async () => {
  const server = memoryServer()
  expect(await ask(server, 'POST', 'predictions')).toMatchObject({ status: 200, body: { data: { total: 0 } } })
})

test('several predictions go at once, unknown ones are passed over, and what is gone is a 404', async () => {
  const server = memoryServer()
  const ids = [await submit(server), await submit(server)]
  const { body } = await ask(server, 'POST', 'predictions/delete', { ids: [...ids, ids[0], 'unknown'] })
  expect(body).toEqual({ code: 200, message: 'success', data: { deleted_count: 2 } })
  for (const id of ids) {
    for (const path of [`predictions/${id}`, `predictions/${id}/result`])
      expect(await ask(server, 'GET', path)).toMatchObject({ status: 404, body: { message: 'Prediction not found' } })
  }
  expect((await ask(server, 'GET', 'predictions')).body.data.total).toBe(0)
})

test.each([[{}], [{ ids: [] }], [{ ids: null }], [{ ids: 7 }], [{ ids: [{}] }], [[]]])(
  'to delete %j is refused',
  async (question) => {
    expect(await ask(memoryServer(), 'POST', 'predictions/delete', question)).toMatchObject({ status: 400 })
  },
)

test('one prediction can be deleted once, also by a client that announces a body and sends none', async () => {
  const server = memoryServer()
  const id = await submit(server)
  const headers = { ...AUTHORIZED, 'content-type': 'application/json' }
  expect(await ask(server, 'DELETE', `predictions/${id}`, undefined, headers)).toEqual({
    status: 200,
    body: { code: 200, message: 'success', data: { id, status: 'deleted' } },
  })
  expect(await ask(server, 'DELETE', `predictions/${id}`)).toMatchObject({ status: 404, body: { data: null } })
})

test('another account neither sees nor deletes what is not its own', async () => {
  const server = memoryServer()
  const id = await submit(server)
  const stranger = { authorization: `Bearer ${OTHER_KEY}` }
  expect((await ask(server, 'GET', 'predictions', undefined, stranger)).body.data).toMatchObject({
    total: 0,
    items: [],
  })
  expect(await ask(server, 'POST', 'predictions/delete', { ids: [id] }, stranger)).toMatchObject({
    body: { data: { deleted_count: 0 } },
  })
  expect(await ask(server, 'DELETE', `predictions/${id}`, undefined, stranger)).toMatchObject({ status: 404 })
  expect(await ask(server, 'GET', `predictions/${id}`)).toMatchObject({ status: 200 })
})
