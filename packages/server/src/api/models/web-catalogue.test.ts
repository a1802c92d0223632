import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { AUDIO_TO_AUDIO, DIFFUSION } from '../testing/memory-house.test.fixture.ts'
import { type MemoryServer, memoryServer } from '../testing/memory-server.test.fixture.ts'
import { Success } from '../wavespeed/envelope.ts'
import { WebModelDetail, WebModelPage } from './schemas.ts'

const INPAINTING = 'stability-ai/stable-audio-3/audio-inpainting'

/** Nobody sends a key here. */
async function ask({ app }: MemoryServer, path: string, payload?: object) {
  const url = `/center/default/api/v1/model_product/${path}`
  const response = await app.inject({ method: payload ? 'POST' : 'GET', url, ...(payload && { payload }) })
  return { status: response.statusCode, body: response.json() }
}

function withAllModels(): MemoryServer {
  const server = memoryServer()
  server.house.installed.engine = DIFFUSION
  return server
}

test('the web catalogue counts what is installed by type', async () => {
  expect((await ask(withAllModels(), 'type_statistics')).body.data).toEqual([
    { type: 'audio-to-audio', count: 3 },
    { type: 'text-to-audio', count: 2 },
  ])
})

test('the web catalogue is searched by type and in pages', async () => {
  const server = withAllModels()
  const { body } = await ask(server, 'search?page=1&page_size=2&types=audio-to-audio')
  expect(Value.Check(Success(WebModelPage), body)).toBe(true)
  expect(body.data).toMatchObject({ page: 1, page_size: 2, total: 3 })
  expect(body.data.items[1]).toEqual({
    ...{ model_id: INPAINTING, model_uuid: INPAINTING, model_name: INPAINTING, type: 'audio-to-audio' },
    ...{ cover_url: '', base_price: 0.0442, description: expect.any(String) },
  })
  expect((await ask(server, 'search?types=text-to-audio,audio-to-audio')).body.data.items).toHaveLength(5)
  expect((await ask(server, 'search?types=image')).body.data).toMatchObject({ total: 0, items: [] })
})

test.each([AUDIO_TO_AUDIO, encodeURIComponent(AUDIO_TO_AUDIO)])('the detail of %s is its form', async (id) => {
  const { body } = await ask(memoryServer(), `detail/${id}`)
  expect(Value.Check(Success(WebModelDetail), body)).toBe(true)
  expect(body.data.api_schema.api_schemas[0].request_schema.required).toEqual(['audio', 'prompt'])
})

test('a model that is unknown, or not installed, has no detail', async () => {
  expect(await ask(memoryServer(), 'detail/acme/sing')).toMatchObject({ status: 404 })
  expect(await ask(memoryServer(), `detail/${INPAINTING}`)).toMatchObject({
    ...{ status: 404, body: { error_code: 'MODEL_NOT_INSTALLED' } },
  })
})

test('a price is in millionths of a dollar, and impossible inputs are refused', async () => {
  const server = memoryServer()
  const question = { model_uuid: AUDIO_TO_AUDIO }
  expect((await ask(server, 'calculate', question)).body).toEqual({ code: 200, message: 'success', data: 24_000 })
  const inputs = { output_format: 'wma' }
  expect(await ask(server, 'calculate', { ...question, inputs })).toMatchObject({ status: 400 })
})

test('switched off, the web catalogue is not there', async () => {
  expect(await ask(memoryServer({ webCatalogue: false }), 'search')).toMatchObject({ status: 404 })
})
