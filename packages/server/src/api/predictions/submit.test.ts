import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AUDIO_TO_AUDIO } from '../testing/memory-house.test.fixture.ts'
import { AUTHORIZED, type MemoryServer, memoryServer } from '../testing/memory-server.test.fixture.ts'

const URL_OF_MODEL = `/api/v3/${AUDIO_TO_AUDIO}`
const CLIP = 'https://audio.example.org/guitar.mp3'
const REQUIRED = { audio: CLIP, prompt: 'downtown dusk neo soul pocket groove' }

async function submit({ app }: MemoryServer, payload: object, url = URL_OF_MODEL) {
  const response = await app.inject({ method: 'POST', url, headers: AUTHORIZED, payload })
  return { status: response.statusCode, body: response.json() }
}

async function submittedInput(server: MemoryServer, payload: object) {
  const { body } = await submit(server, payload)
  const prediction = server.house.predictions.all.get(body.data?.id)
  if (!prediction) throw new Error(`refused: ${body.message}`)
  return prediction
}

test('a submit answers with the contract’s object and has been persisted by then', async () => {
  const server = memoryServer()
  const { status, body } = await submit(server, REQUIRED)
  const id = body.data.id
  expect(status).toBe(200)
  expect(server.house.predictions.all.has(id)).toBe(true)
  expect(body).toEqual({
    code: 200,
    message: 'success',
    data: {
      id,
      model: AUDIO_TO_AUDIO,
      outputs: [],
      urls: { get: `http://localhost:80/api/v3/predictions/${id}/result` },
      has_nsfw_contents: [],
      status: 'created',
      created_at: '2026-07-01T12:34:56.789Z',
      error: '',
      executionTime: 0,
      timings: { inference: 0 },
      seed: expect.any(Number),
      input: {
        ...REQUIRED,
        duration: 30,
        init_noise_level: 0.9,
        negative_prompt: '',
        num_inference_steps: 8,
        guidance_scale: 1,
        output_format: 'mp3',
        batch_size: 1,
      },
    },
  })
})

test('the worker gets the inputs in the engines’ terms, the source and the price', async () => {
  const prediction = await submittedInput(memoryServer(), {
    ...REQUIRED,
    negative_prompt: 'drums',
    duration: 12.5,
    init_noise_level: 0.4,
    num_inference_steps: 20,
    guidance_scale: 7,
    output_format: 'flac',
    seed: 4294967295,
  })
  expect(prediction).toMatchObject({
    accountId: 'account-1',
    keyId: 'key-1',
    source: { kind: 'url', url: CLIP },
    outputFormat: 'flac',
    seed: 4294967295,
    priceMicrodollars: 24_000,
    base64Output: false,
    render: {
      prompt: REQUIRED.prompt,
      negativePrompt: 'drums',
      mode: { kind: 'audio-to-audio', durationSeconds: 12.5, initNoiseLevel: 0.4 },
      numInferenceSteps: 20,
      guidanceScale: 7,
      batchSize: 1,
      loras: [],
    },
  })
})

test('scalars stand for text, numeric text for numbers, and null or nothing for what was left out', async () => {
  const prediction = await submittedInput(memoryServer(), {
    audio: CLIP,
    prompt: 2024,
    negative_prompt: null,
    duration: ' 45.5 ',
    init_noise_level: '',
    num_inference_steps: 30.0,
    guidance_scale: '1e1',
    output_format: '',
    seed: '7',
    enable_sync_mode: '',
    enable_base64_output: 'true',
  })
  expect(prediction.input).toMatchObject({
    prompt: '2024',
    negative_prompt: '',
    duration: 45.5,
    init_noise_level: 0.9,
    num_inference_steps: 30,
    guidance_scale: 10,
    output_format: 'mp3',
    seed: 7,
  })
  expect(prediction.base64Output).toBe(true)
})

test('unknown keys are passed over and kept as short text', async () => {
  const prediction = await submittedInput(memoryServer(), { ...REQUIRED, bitrate: '192k', nested: { deep: 'x\0y' } })
  expect(prediction.unknownInput).toEqual({ bitrate: '"192k"', nested: '{"deep":"x\\u0000y"}' })
  expect(prediction.input).not.toHaveProperty('bitrate')
})

test('text that a database cannot hold is repaired', async () => {
  const prediction = await submittedInput(memoryServer(), { ...REQUIRED, prompt: 'a\0b\ud800c' })
  expect(prediction.input.prompt).toBe('ab\ufffdc')
})

test.each([
  [{ prompt: 'x' }, 'field "audio" is required'],
  [{ audio: CLIP }, 'field "prompt" is required'],
  [{ audio: CLIP, prompt: '  ' }, 'field "prompt" is required'],
  [{ ...REQUIRED, prompt: ['x'] }, 'field "prompt" must be text of at most 10000 characters'],
  [{ ...REQUIRED, prompt: 'x'.repeat(10_001) }, 'field "prompt" must be text of at most 10000 characters'],
  [{ ...REQUIRED, duration: 121 }, 'field "duration" must be a number between 1 and 120'],
  [{ ...REQUIRED, duration: 'long' }, 'field "duration" must be a number between 1 and 120'],
  [{ ...REQUIRED, duration: true }, 'field "duration" must be a number between 1 and 120'],
  [{ ...REQUIRED, init_noise_level: -0.01 }, 'field "init_noise_level" must be a number between 0 and 1'],
  [{ ...REQUIRED, num_inference_steps: 8.5 }, 'field "num_inference_steps" must be an integer between 1 and 100'],
  [{ ...REQUIRED, num_inference_steps: 0 }, 'field "num_inference_steps" must be an integer between 1 and 100'],
  [{ ...REQUIRED, guidance_scale: 25.1 }, 'field "guidance_scale" must be a number between 0 and 25'],
  [{ ...REQUIRED, output_format: 'wma' }, 'field "output_format" must be one of [mp3 wav flac ogg opus m4a aac]'],
  [{ ...REQUIRED, seed: 4294967296 }, 'field "seed" must be an integer between 0 and 4,294,967,295'],
  [{ ...REQUIRED, enable_sync_mode: 'maybe' }, 'field "enable_sync_mode" must be true or false'],
  [
    { ...REQUIRED, audio: 'ftp://x/y.mp3' },
    'field "audio" must be an http or https URL, or a data: URL with audio in base64',
  ],
  [
    { ...REQUIRED, audio: 'guitar.mp3' },
    'field "audio" must be an http or https URL, or a data: URL with audio in base64',
  ],
])('%j is refused by naming the field', async (payload, message) => {
  const server = memoryServer()
  const { status, body } = await submit(server, payload)
  expect({ status, ...body }).toEqual({
    status: 400,
    code: 400,
    message,
    error: message,
    error_code: 'INVALID_PARAMETER',
    data: null,
  })
  expect(server.house.predictions.all.size).toBe(0)
})

test('a seed that was not given is drawn anew for every task', async () => {
  const server = memoryServer()
  const one = await submittedInput(server, REQUIRED)
  const two = await submittedInput(server, REQUIRED)
  expect(one.seed).not.toBe(two.seed)
  expect(one.input).not.toHaveProperty('seed')
})

test('an unknown model, one without an engine, and a path that is no model are told apart', async () => {
  const server = memoryServer()
  expect((await submit(server, {}, '/api/v3/acme/sing')).body).toMatchObject({ code: 404, error_code: 'UNKNOWN_MODEL' })
  const music = await submit(server, { prompt: 'x' }, '/api/v3/stability-ai/stable-audio-3/music')
  expect(music.body).toMatchObject({ code: 404, error_code: 'MODEL_NOT_INSTALLED' })
  expect(music.body.message).toContain('retimbre pull small-music')
  expect((await submit(server, {}, '/api/v3/acme')).body).toMatchObject({ code: 404, error_code: 'NOT_FOUND' })
  expect((await submit(server, {}, '/api/v3/models/sing')).body).toMatchObject({ code: 404, error_code: 'NOT_FOUND' })
})

test('too little credit is 402, and nothing is kept', async () => {
  const server = memoryServer()
  server.house.predictions.balance.microdollars = 23_999
  const { status, body } = await submit(server, REQUIRED)
  expect(status).toBe(402)
  expect(body).toMatchObject({ code: 402, message: 'Insufficient credits. Please top up.', data: null })
})

test('bad JSON, no body, a list and a foreign type are refused in the envelope', async () => {
  const { app } = memoryServer()
  const send = (payload: string | undefined, contentType: string) =>
    app.inject({
      method: 'POST',
      url: URL_OF_MODEL,
      headers: { ...AUTHORIZED, 'content-type': contentType },
      ...(payload === undefined ? {} : { payload }),
    })
  const refused = { code: 400, error_code: 'INVALID_BODY', data: null }
  expect((await send('{"audio":', 'application/json')).json()).toMatchObject(refused)
  expect((await send(undefined, 'application/json')).json()).toMatchObject(refused)
  expect((await send('[1]', 'application/json; charset=utf-8')).json()).toMatchObject(refused)
  expect((await send('{"__proto__":{"x":1}}', 'application/json')).json()).toMatchObject(refused)
  expect((await send('a=1', 'application/x-www-form-urlencoded')).json()).toMatchObject({ code: 415, data: null })
  const bare = await app.inject({ method: 'POST', url: URL_OF_MODEL, headers: AUTHORIZED })
  expect(bare.json()).toMatchObject(refused)
})

test.each([`/api/v2/${AUDIO_TO_AUDIO}`, `//api//v3/${AUDIO_TO_AUDIO}`, `/api/v3/${AUDIO_TO_AUDIO}/?x=https://a//b`])(
  '%s submits as well',
  async (url) => {
    const server = memoryServer()
    const { status, body } = await submit(server, REQUIRED, `http://localhost${url}`)
    expect(status).toBe(200)
    expect(body.data.model).toBe(AUDIO_TO_AUDIO)
  },
)

test('no value of any input is a fault of the server', async () => {
  const server = memoryServer()
  server.house.predictions.balance.microdollars = Number.MAX_SAFE_INTEGER
  const value = fc.oneof(fc.jsonValue(), fc.string({ unit: 'binary' }), fc.double(), fc.constant(CLIP))
  const names = [...Object.keys((await submittedInput(server, REQUIRED)).input), 'seed', 'enable_base64_output', 'x']
  const body = fc.dictionary(fc.constantFrom(...names), value, { maxKeys: names.length })
  await fc.assert(
    fc.asyncProperty(body, async (inputs) => {
      const { status, body: answer } = await submit(server, { ...REQUIRED, ...inputs })
      expect([200, 400]).toContain(status)
      expect(answer.code).toBe(status)
      if (status === 200) expect(JSON.stringify(answer.data.input)).not.toMatch(/\\u0000|\\ud[89a-f]/)
    }),
    { numRuns: 150 },
  )
})

test.each([
  ['/api/v3/acme/timeout-connection-429', {}, 404],
  [undefined, { ...REQUIRED, plan: { 'connection timeout': 1 } }, 400],
  [undefined, { ...REQUIRED, plan: { '429': 1 } }, 400],
  [undefined, { ...REQUIRED, seed: 2 ** 32 }, 400],
])('a refusal of %j %j has no word that the official client takes for a call to submit again', async (...given) => {
  const [path, payload, expected] = given
  const { status, body } = await submit(memoryServer(), payload, path)
  expect(status).toBe(expected)
  expect(JSON.stringify(body)).not.toMatch(/timeout|connection|http 5|429/i)
})
