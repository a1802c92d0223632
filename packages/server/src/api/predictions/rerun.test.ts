import { expect, test } from 'vitest'
import { AUDIO_TO_AUDIO, DIFFUSION, OTHER_KEY } from '../testing/memory-house.test.fixture.ts'
import { AUTHORIZED, type MemoryServer, memoryServer } from '../testing/memory-server.test.fixture.ts'

const CLIP = 'https://example.org/clip.mp3'
const FILE = 'uploads/0123456789abcdef/clip.mp3'

async function post({ app }: MemoryServer, path: string, payload?: object, headers = AUTHORIZED) {
  const url = `/api/v3/${path}`
  const response = await app.inject({ method: 'POST', url, headers, ...(payload && { payload }) })
  return { status: response.statusCode, body: response.json() }
}

async function first(server: MemoryServer, inputs: object = {}): Promise<string> {
  const { body } = await post(server, AUDIO_TO_AUDIO, { audio: CLIP, prompt: 'warm', duration: 12, ...inputs })
  return body.data.id
}

test('a re-run is a new task with the same inputs, charged like the first, and with a seed of its own', async () => {
  const server = memoryServer()
  const { all, balance } = server.house.predictions
  const id = await first(server)
  const before = balance.microdollars
  const { status, body } = await post(server, `predictions/${id}/rerun`)
  expect(status).toBe(200)
  expect(body.data).toMatchObject({ status: 'created', model: AUDIO_TO_AUDIO, outputs: [] })
  expect(body.data.id).not.toBe(id)
  expect(body.data.input).toEqual(all.get(id)?.input)
  expect(all.get(body.data.id)).toMatchObject({ source: { kind: 'url', url: CLIP }, render: all.get(id)?.render })
  expect(body.data.seed).not.toBe(all.get(id)?.seed)
  expect(balance.microdollars).toBe(before - 24_000)
})

test('a seed that was given is kept, and another one can be given', async () => {
  const server = memoryServer()
  const id = await first(server, { seed: 7 })
  expect((await post(server, `predictions/${id}/rerun`, {})).body.data.seed).toBe(7)
  const { body } = await post(server, `predictions/${id}/rerun`, { seed: '8' })
  expect(body.data).toMatchObject({ seed: 8, input: { seed: 8, prompt: 'warm' } })
  expect(await post(server, `predictions/${id}/rerun`, { seed: -1 })).toMatchObject({ status: 400 })
})

test('an uploaded clip is used again, and a clip that is gone is a sentence and costs nothing', async () => {
  const server = memoryServer()
  const { files, predictions } = server.house
  await files.put(FILE, Buffer.from('sound'), 100)
  const id = await first(server, { audio: `http://localhost:80/files/${FILE}` })
  const { body } = await post(server, `predictions/${id}/rerun`)
  expect(predictions.all.get(body.data.id)?.source).toEqual({ kind: 'file', key: FILE })
  await files.delete(FILE)
  const before = predictions.balance.microdollars
  expect(await post(server, `predictions/${id}/rerun`)).toMatchObject({
    status: 400,
    body: { message: 'the clip of this prediction is not on this server any more: submit its inputs with a new one' },
  })
  expect(predictions.balance.microdollars).toBe(before)
})

test('a clip that came inside the first request needs not be sent again', async () => {
  const server = memoryServer()
  const id = await first(server, { audio: `data:audio/wav;base64,${Buffer.from('sound').toString('base64')}` })
  const { body } = await post(server, `predictions/${id}/rerun`)
  const { all } = server.house.predictions
  expect(all.get(body.data.id)).toMatchObject({ source: all.get(id)?.source, input: all.get(id)?.input })
  expect(server.house.files.contents.size).toBe(1)
})

test('results come in base64 again when they did the first time', async () => {
  const server = memoryServer()
  const id = await first(server, { enable_base64_output: true })
  const rerun = async (question: object) => (await post(server, `predictions/${id}/rerun`, question)).body.data.id
  const { all } = server.house.predictions
  expect(all.get(await rerun({}))?.base64Output).toBe(true)
  expect(all.get(await rerun({ enable_base64_output: false }))?.base64Output).toBe(false)
})

test('the webhook of the first run is not told of a re-run, one of its own is', async () => {
  const server = memoryServer()
  const { all } = server.house.predictions
  const id = await first(server, { webhook_url: 'https://example.com/first' })
  const webhookOf = async (query: string, question: object) =>
    all.get((await post(server, `predictions/${id}/rerun${query}`, question)).body.data.id)?.webhook?.url
  expect(all.get(id)?.webhook?.url).toBe('https://example.com/first')
  expect(await webhookOf('', {})).toBeUndefined()
  expect(await webhookOf('', { webhook_url: 'https://example.com/again' })).toBe('https://example.com/again')
  expect(await webhookOf('?webhook=https://example.com/query', {})).toBe('https://example.com/query')
})

test('a re-run passes the checks of a submit: the engine, what it can make, and the credit', async () => {
  const server = memoryServer()
  const { installed, predictions } = server.house
  installed.engine = DIFFUSION
  const id = await first(server, { duration: 60 })
  installed.engine = { ...DIFFUSION, checkpoints: { [AUDIO_TO_AUDIO]: [{ name: 'tiny', longestSeconds: 20 }] } }
  expect(await post(server, `predictions/${id}/rerun`)).toMatchObject({ status: 400 })
  installed.engine = { ...DIFFUSION, models: [] }
  expect(await post(server, `predictions/${id}/rerun`)).toMatchObject({ body: { error_code: 'MODEL_NOT_INSTALLED' } })
  installed.engine = DIFFUSION
  predictions.balance.microdollars = 0
  expect(await post(server, `predictions/${id}/rerun`)).toMatchObject({ status: 402 })
  expect(predictions.all.size).toBe(1)
})

test('what is unknown, or another account’s, cannot be run again', async () => {
  const server = memoryServer()
  const id = await first(server)
  const stranger = { authorization: `Bearer ${OTHER_KEY}` }
  expect(await post(server, `predictions/${id}/rerun`, {}, stranger)).toMatchObject({ status: 404 })
  expect(await post(server, 'predictions/unknown/rerun')).toMatchObject({ status: 404 })
  expect(server.house.predictions.all.size).toBe(1)
})

test('a re-run that is sent again with the same key is the same task', async () => {
  const server = memoryServer()
  const id = await first(server)
  const headers = { ...AUTHORIZED, 'idempotency-key': 'once' }
  const rerun = async (question: object) => post(server, `predictions/${id}/rerun`, question, headers)
  const { body } = await rerun({})
  expect((await rerun({})).body).toEqual(body)
  expect(await rerun({ seed: 1 })).toMatchObject({ status: 409 })
  expect(server.house.predictions.all.size).toBe(2)
})

test('a plan is among the inputs that are kept and run again, and another plan under the same key is another request', async () => {
  const server = memoryServer()
  const { all } = server.house.predictions
  const id = await first(server, { plan: { wet: '0.4', tempo: -0.5 } })
  expect(all.get(id)?.input).toMatchObject({ plan: { wet: 0.4, tempo: -0.5 } })
  const { body } = await post(server, `predictions/${id}/rerun`)
  expect(all.get(body.data.id)?.render.mode).toMatchObject({ plan: { wet: 0.4, tempo: -0.5 } })
  const headers = { ...AUTHORIZED, 'idempotency-key': 'once' }
  const submit = (plan: object) => post(server, AUDIO_TO_AUDIO, { audio: CLIP, prompt: 'warm', plan }, headers)
  expect((await submit({ wet: 0.1 })).status).toBe(200)
  expect((await submit({ wet: 0.1 })).status).toBe(200)
  expect((await submit({ wet: 0.2 })).status).toBe(409)
})
