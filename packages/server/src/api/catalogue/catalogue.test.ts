import { expect, test } from 'vitest'
import { ensureExampleFiles } from '../../examples/example-files.ts'
import { MODELS } from '../../models/catalogue.ts'
import { VERSION } from '../../version.ts'
import { AUDIO_TO_AUDIO, DIFFUSION } from '../testing/memory-house.test.fixture.ts'
import { AUTHORIZED, memoryServer } from '../testing/memory-server.test.fixture.ts'

const URL = '/api/v3/catalogue'

async function ask(server = memoryServer()) {
  const response = await server.app.inject({ url: URL, headers: AUTHORIZED })
  return { response, data: response.json().data }
}

test('every model is shown, the one that is served as GET /models shows it', async () => {
  const server = memoryServer()
  const { data } = await ask(server)
  expect(data.models.map((model: { model_id: string }) => model.model_id)).toEqual(MODELS.map(({ id }) => id))
  const [offered] = (await server.app.inject({ url: '/api/v3/models', headers: AUTHORIZED })).json().data
  expect(data.models[0]).toMatchObject({ ...offered, served: true })
})

test('the server says how it is set up, as far as that is a caller’s business', async () => {
  const { server } = (await ask()).data
  expect(server).toEqual({ version: VERSION, billing: 'on', retention_days: 7, max_upload_bytes: 1_000_000 })
  const free = memoryServer({ billing: false, retentionDays: 30, maxUploadBytes: 5 })
  expect((await ask(free)).data.server).toMatchObject({ billing: 'off', retention_days: 30, max_upload_bytes: 5 })
})

test('a model that is not served has its form and its price, and says what to install', async () => {
  const { data } = await ask()
  const [, music] = data.models
  expect(music).toMatchObject({
    ...{ served: false, engine: null, ignored_inputs: [], base_price: 0.0217 },
    install: 'run "retimbre pull small-music".',
  })
  expect(music.api_schema.api_schemas[0].request_schema.required).toEqual(['prompt'])
})

test('inputs that the serving engine has no use for are named as the wire names them, where the model has them', async () => {
  const server = memoryServer()
  expect((await ask(server)).data.models[0].ignored_inputs).toEqual(['model', 'schedule', 'sampler', 'loras'])
  server.house.installed.engine = DIFFUSION
  const { models } = (await ask(server)).data
  expect(models[0].ignored_inputs).toEqual(['plan'])
  expect(models[1].ignored_inputs).toEqual([])
})

test('related models are all others, those of the same type first', async () => {
  const { data } = await ask()
  const short = data.models[0].related.map((id: string) => id.split('/').at(-1))
  expect(short).toEqual(['audio-inpainting', 'audio-outpainting', 'music', 'text-to-audio'])
})

test('checkpoints say whether they are here, serve, and how they are had, and no folder of the machine', async () => {
  const server = memoryServer()
  server.house.installed.engine = DIFFUSION
  const { response, data } = await ask(server)
  expect(data.checkpoints).toEqual([
    {
      ...{ name: 'small-music', state: 'installed', in_use: true, size_bytes: 3_500_000_000, longest_seconds: 120 },
      ...{ description: 'Music.', licence: 'A licence', pull: 'retimbre pull small-music' },
    },
    {
      ...{ name: 'my-choir', state: 'incomplete', in_use: false, size_bytes: 1_000, longest_seconds: null },
      ...{ description: 'Own.', licence: 'that of its own files', pull: null },
    },
    {
      ...{ name: 'medium', state: 'installable', in_use: false, size_bytes: 10_400_000_000, longest_seconds: 380 },
      ...{ description: 'Music and sound.', licence: 'A licence', pull: 'retimbre pull medium' },
    },
  ])
  expect(response.body).not.toContain('/home/')
})

test('without a checkpoint engine nothing that is installed is in use, and whoever has the answer is told so', async () => {
  const server = memoryServer()
  const { response, data } = await ask(server)
  expect(data.checkpoints.some((one: { in_use: boolean }) => one.in_use)).toBe(false)
  expect(data.models[0].model_id).toBe(AUDIO_TO_AUDIO)
  const headers = { ...AUTHORIZED, 'if-none-match': String(response.headers.etag) }
  expect((await server.app.inject({ url: URL, headers })).statusCode).toBe(304)
})

test('an example brings inputs that can be submitted as they are, and the address of what they made', async () => {
  const server = memoryServer()
  await ensureExampleFiles(server.house.files)
  const { data } = await ask(server)
  const [{ examples }, music] = data.models
  expect(music.examples).toEqual([])
  expect(examples.length).toBeGreaterThan(0)
  for (const { title, input, output, engine } of examples) {
    expect(title).toEqual({ en: expect.any(String), tr: expect.any(String) })
    expect(output).toMatch(/^http:\/\/localhost:80\/files\/uploads\/retimbre-example\/[a-z0-9-]+\.mp3$/)
    expect(engine).toMatch(/^dsp-restyle \d/)
    const url = `/api/v3/${AUDIO_TO_AUDIO}`
    const submitted = await server.app.inject({ method: 'POST', url, headers: AUTHORIZED, payload: input })
    expect(submitted.json().data.input).toMatchObject(input)
  }
})
