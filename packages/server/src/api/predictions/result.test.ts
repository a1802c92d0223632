import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { AUDIO_TO_AUDIO, OTHER_KEY } from '../testing/memory-house.test.fixture.ts'
import { AUTHORIZED, type MemoryServer, memoryServer } from '../testing/memory-server.test.fixture.ts'
import { Success } from '../wavespeed/envelope.ts'
import { PredictionObject } from '../wavespeed/prediction.ts'

const OUTPUT = 'outputs/6f1e6f1e6f1e6f1e/0.mp3'

async function submit({ app }: MemoryServer, payload: object = {}): Promise<string> {
  const response = await app.inject({
    method: 'POST',
    url: `/api/v3/${AUDIO_TO_AUDIO}`,
    headers: AUTHORIZED,
    payload: { audio: 'https://audio.example.org/a.mp3', prompt: 'choir', seed: 5, ...payload },
  })
  return response.json().data.id
}

async function result({ app }: MemoryServer, id: string, headers: Record<string, string> = AUTHORIZED) {
  const response = await app.inject({ url: `/api/v3/predictions/${id}/result`, headers })
  return { status: response.statusCode, body: response.json() }
}

test('a completed prediction has links, timings and what the engine reported', async () => {
  const server = memoryServer({ publicUrl: 'https://audio.example.net/base' })
  const id = await submit(server)
  server.house.predictions.complete(id, [OUTPUT])
  const { status, body } = await result(server, id)
  expect(status).toBe(200)
  expect(Value.Check(Success(PredictionObject), body)).toBe(true)
  expect(body.data).toMatchObject({
    outputs: ['https://audio.example.net/base/files/outputs/6f1e6f1e6f1e6f1e/0.mp3'],
    urls: { get: `https://audio.example.net/base/api/v3/predictions/${id}/result` },
    has_nsfw_contents: [false],
    status: 'completed',
    error: '',
    executionTime: 6710,
    timings: { inference: 6500 },
    seed: 5,
    engine: 'dsp-restyle',
    engine_version: '1.2.3',
    warnings: ['The word "flibber" was not understood.'],
    report: { understood: [] },
  })
  expect(body.data).not.toHaveProperty('code')
})

test('a running prediction shows how far it is, a failed one why it ended', async () => {
  const server = memoryServer()
  const id = await submit(server)
  server.house.predictions.process(id)
  expect((await result(server, id)).body.data).toMatchObject({
    status: 'processing',
    outputs: [],
    // What the job told is 0.400000001.
    progress: { stage: 'render', fraction: 0.4 },
  })
  server.house.predictions.fail(id, 'The audio file could not be decoded.')
  const { status, body } = await result(server, id)
  expect(status).toBe(200)
  expect(body.code).toBe(200)
  expect(body.data).toMatchObject({
    status: 'failed',
    outputs: [],
    has_nsfw_contents: [],
    error: 'The audio file could not be decoded.',
    code: 1402,
    executionTime: 12,
    timings: { inference: 0 },
  })
  expect(Value.Check(Success(PredictionObject), body)).toBe(true)
})

test('all four addresses of a result give the same answer', async () => {
  const server = memoryServer()
  const id = await submit(server)
  const answers = await Promise.all(
    [
      `/api/v3/predictions/${id}/result`,
      `/api/v3/predictions/${id}`,
      `/api/v2/predictions/${id}/result`,
      `/api/v2/predictions/${id}`,
    ].map(async (url) => (await server.app.inject({ url, headers: AUTHORIZED })).json()),
  )
  expect(answers[0].data.id).toBe(id)
  for (const answer of answers) expect(answer).toEqual(answers[0])
})

test('an unknown id and another account’s look the same', async () => {
  const server = memoryServer()
  const id = await submit(server)
  const unknown = await result(server, 'f'.repeat(32))
  const foreign = await result(server, id, { authorization: `Bearer ${OTHER_KEY}` })
  expect(unknown.status).toBe(404)
  expect(unknown.body).toMatchObject({ code: 404, message: 'Prediction not found', data: null })
  expect(foreign).toEqual(unknown)
})

test('base64 output carries the naked bytes', async () => {
  const server = memoryServer()
  const bytes = new Uint8Array([0xff, 0xfb, 0x00, 0x01])
  await server.house.files.put(OUTPUT, bytes, 100)
  const id = await submit(server, { enable_base64_output: true })
  server.house.predictions.complete(id, [OUTPUT])
  const { body } = await result(server, id)
  expect(body.data.outputs).toEqual([Buffer.from(bytes).toString('base64')])
})
