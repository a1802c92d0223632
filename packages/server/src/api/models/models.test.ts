import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { expect, test } from 'vitest'
import { MODELS } from '../../models/catalogue.ts'
import { AUDIO_TO_AUDIO } from '../testing/memory-house.test.fixture.ts'
import { AUTHORIZED, memoryServer } from '../testing/memory-server.test.fixture.ts'
import { Success } from '../wavespeed/envelope.ts'
import { ModelEntry } from './schemas.ts'

async function price(payload: object, path = 'price') {
  const { app } = memoryServer()
  const response = await app.inject({ method: 'POST', url: `/api/v3/model/${path}`, headers: AUTHORIZED, payload })
  return response.json()
}

test('the catalogue lists what can be run now, in the shape that forms are drawn from', async () => {
  const { app } = memoryServer()
  const body = (await app.inject({ url: '/api/v3/models', headers: AUTHORIZED })).json()
  expect(Value.Check(Success(Type.Array(ModelEntry)), body)).toBe(true)
  expect(body.data).toHaveLength(1)
  const [{ api_schema, ...entry }] = body.data
  expect(entry).toEqual({
    model_id: AUDIO_TO_AUDIO,
    name: AUDIO_TO_AUDIO,
    type: 'audio-to-audio',
    description: 'Transforms a source clip into a new one that follows a text prompt.',
    base_price: 0.024,
    formula: '{"total_price":base_price * 1}',
    sort_order: 9000,
    engine: {
      name: 'dsp-restyle',
      version: '1.2.3',
      description: 'Signal processing, no neural network.',
      checkpoints: [],
      loras: [],
    },
  })
  const [run] = api_schema.api_schemas
  expect(run).toMatchObject({
    type: 'model_run',
    method: 'POST',
    server: 'http://localhost:80',
    api_path: `/api/v3/${AUDIO_TO_AUDIO}`,
  })
  const { request_schema } = run
  expect(request_schema.required).toEqual(['audio', 'prompt'])
  expect(request_schema['x-order-properties']).toEqual([
    'audio',
    'prompt',
    'duration',
    'init_noise_level',
    'negative_prompt',
    'num_inference_steps',
    'guidance_scale',
    'output_format',
    'seed',
    'batch_size',
    'model',
    'schedule',
    'sampler',
    'loras',
    'plan',
  ])
  expect(Object.keys(request_schema.properties)).toEqual(request_schema['x-order-properties'])
  expect(request_schema.properties.duration).toEqual({
    type: 'number',
    title: 'Duration',
    description: 'Length of the result in seconds.',
    minimum: 1,
    maximum: 120,
    default: 30,
    step: 1,
    'x-ui-component': 'slider',
  })
  expect(request_schema.properties.output_format).toMatchObject({
    type: 'string',
    enum: ['mp3', 'wav', 'flac', 'ogg', 'opus', 'm4a', 'aac'],
    default: 'mp3',
  })
})

test.each(MODELS)('$id quotes its price without float noise', async (model) => {
  const text = { 24000: '0.024', 21700: '0.0217', 20600: '0.0206', 44200: '0.0442', 44600: '0.0446' }
  const { data } = await price({ model_id: model.id, inputs: {} })
  expect(JSON.stringify(data.price)).toBe(text[model.priceMicrodollars as keyof typeof text])
  expect(data).toEqual({
    model_id: model.id,
    price: data.price,
    discounted_price: data.price,
    discount_rate: 100,
    currency: 'USD',
  })
  expect((await price({ model_id: model.id }, 'pricing')).data).toEqual({
    model_id: model.id,
    unit_price: data.price,
    currency: 'USD',
  })
})

test('inputs of a price question may be incomplete, but not impossible', async () => {
  expect((await price({ model_id: AUDIO_TO_AUDIO, inputs: { duration: '12', unknown: 1 } })).code).toBe(200)
  expect((await price({ model_id: AUDIO_TO_AUDIO, inputs: null })).code).toBe(200)
  expect(await price({ model_id: AUDIO_TO_AUDIO, inputs: { output_format: 'wma' } })).toMatchObject({
    code: 400,
    message: 'field "output_format" must be one of [mp3 wav flac ogg opus m4a aac]',
  })
  expect(await price({ model_id: AUDIO_TO_AUDIO, inputs: [] })).toMatchObject({ code: 400 })
  expect(await price({ model_id: 'acme/sing' })).toMatchObject({ code: 404, error_code: 'UNKNOWN_MODEL' })
  expect(await price({})).toMatchObject({ code: 400, message: 'field "model_id" is required' })
})

test('balances are dollars', async () => {
  const { app, house } = memoryServer()
  house.predictions.balance.microdollars = 12_500_000
  const ask = async (url: string) => (await app.inject({ url, headers: AUTHORIZED })).json().data
  expect(await ask('/api/v3/balance')).toEqual({ balance: 12.5 })
  expect(await ask('/api/v3/account/balance')).toEqual({ balance: 12.5, currency: 'USD' })
})
