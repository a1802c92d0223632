import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { AUDIO_TO_AUDIO, OTHER_KEY } from '../testing/memory-house.test.fixture.ts'
import { AUTHORIZED, type MemoryServer, memoryServer } from '../testing/memory-server.test.fixture.ts'
import { Success } from '../wavespeed/envelope.ts'
import { PredictionObject } from '../wavespeed/prediction.ts'

async function submit({ app }: MemoryServer): Promise<string> {
  const payload = { audio: 'https://audio.example.org/a.mp3', prompt: 'choir' }
  const url = `/api/v3/${AUDIO_TO_AUDIO}`
  return (await app.inject({ method: 'POST', url, headers: AUTHORIZED, payload })).json().data.id
}

async function cancel({ app }: MemoryServer, id: string, { version = 'v3', headers = AUTHORIZED, payload = '' } = {}) {
  const url = `/api/${version}/predictions/${id}/cancel`
  const response = await app.inject({ method: 'POST', url, headers, ...(payload && { payload }) })
  return { status: response.statusCode, body: response.json() }
}

test.each(['v3', 'v2'])('a cancelled prediction has failed with the one phrase, under /api/%s', async (version) => {
  const server = memoryServer()
  const id = await submit(server)
  const { status, body } = await cancel(server, id, { version })
  expect(status).toBe(200)
  expect(Value.Check(Success(PredictionObject), body)).toBe(true)
  expect(body.data).toMatchObject({ id, status: 'failed', error: 'Cancelled by the owner.', code: 1405, outputs: [] })
})

test('cancelling what has ended answers with it as it is', async () => {
  const server = memoryServer()
  const done = await submit(server)
  server.house.predictions.complete(done, ['outputs/6f1e6f1e6f1e6f1e/0.mp3'])
  expect((await cancel(server, done)).body.data).toMatchObject({ status: 'completed', error: '' })
  const cancelled = await submit(server)
  const first = await cancel(server, cancelled)
  expect(await cancel(server, cancelled)).toEqual(first)
})

test("another account's prediction and one that never was are the same 404, and nothing is cancelled", async () => {
  const server = memoryServer()
  const id = await submit(server)
  const foreign = await cancel(server, id, { headers: { authorization: `Bearer ${OTHER_KEY}` } })
  expect(foreign).toEqual(await cancel(server, 'f'.repeat(32)))
  expect(foreign).toMatchObject({ status: 404, body: { error_code: 'PREDICTION_NOT_FOUND' } })
  expect(server.house.predictions.all.get(id)?.status).toBe('created')
})

test.each(['', '{}', 'not json'])('a body of "%s" changes nothing', async (payload) => {
  const server = memoryServer()
  const id = await submit(server)
  const headers = { ...AUTHORIZED, 'content-type': 'application/json' }
  expect((await cancel(server, id, { headers, payload })).status).toBe(200)
})
