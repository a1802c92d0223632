import { decode } from '@retimbre/media'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { balance, download } from '../api.ts'
import { tuneAsMp3 } from '../clip.ts'
import { API_KEY, MODEL } from '../service.ts'
import { type FaultyProxy, startFaultyProxy } from './faulty-proxy.ts'
import { type Home, scratchHome } from './home.ts'
import { type Agent, startAgent } from './mcp.ts'

const service = { url: inject('serviceUrl') }

let home: Home
let proxy: FaultyProxy
let agent: Agent

beforeAll(async () => {
  home = scratchHome()
  home.write('tune.mp3', await tuneAsMp3(2))
  proxy = await startFaultyProxy(service.url)
  // The slash makes every path begin with two.
  agent = await startAgent(home, { WAVESPEED_BASE_URL: `${proxy.url}/`, WAVESPEED_API_KEY: API_KEY })
})
afterAll(async () => {
  await agent.close()
  await proxy.close()
  home.remove()
})

interface Run {
  readonly id: string
  readonly status: string
  readonly outputs: readonly string[]
  readonly uploaded_files: number
}

test('the MCP server has the seven tools that are tested here', async () => {
  expect(await agent.tools()).toEqual([
    'get_balance',
    'get_model_schema',
    'get_prediction',
    'get_price',
    'list_models',
    'run_model',
    'upload_file',
  ])
})

test('list_models and get_model_schema find the model and its inputs, over a base URL that ends in a slash', async () => {
  const { models } = await agent.use<{ models: readonly object[] }>('list_models', {
    query: 'AUDIO-TO-AUDIO',
    refresh: true,
  })
  expect(models).toContainEqual(expect.objectContaining({ model_id: MODEL, base_price: 0.024, type: 'audio-to-audio' }))
  expect(proxy.seen).toContain('GET //api/v3/models')
  const schema = await agent.use<{ required: string[]; property_order: string[]; properties: object }>(
    'get_model_schema',
    {
      model: MODEL,
    },
  )
  expect(schema.required).toEqual(['audio', 'prompt'])
  expect([...schema.property_order].sort()).toEqual(Object.keys(schema.properties).sort())
})

test('get_price quotes for a local file, run_model runs with it, and the file goes up once', async () => {
  const input = { audio: '@./tune.mp3', prompt: 'telephone call', duration: 1, output_format: 'wav' }
  const price = await agent.use<object>('get_price', { model: MODEL, input })
  expect(price).toMatchObject({
    ...{ model_id: MODEL, price: 0.024, discounted_price: 0.024, discount_rate: 100, currency: 'USD' },
    ...{ unpriced_inputs: [], at_base_price: false },
  })
  const before = await balance(service)
  const run = await agent.use<Run>('run_model', { model: MODEL, input })
  expect(run).toMatchObject({ status: 'completed', uploaded_files: 1 })
  expect((await decode(await download(run.outputs[0] ?? ''))).audio.left.length).toBe(44_100)
  expect(proxy.seen.filter((line) => /^POST .*media.uploads$/.test(line))).toHaveLength(1)
  expect(await agent.use('get_balance')).toEqual({ balance: await balance(service) })
  expect(before - (await balance(service))).toBeCloseTo(0.024)
})

test('upload_file, run_model without waiting and get_prediction: a run is found again by its id', async () => {
  const { url } = await agent.use<{ url: string }>('upload_file', { path: 'tune.mp3' })
  const input = { audio: url, prompt: 'underwater', duration: 1 }
  const { id, status } = await agent.use<Run>('run_model', { model: MODEL, input, wait_seconds: 0 })
  expect(id).toMatch(/^[0-9a-f]{32}$/)
  expect(status).toBe('created')
  const found = () => agent.use<Run & { error: string; model: string }>('get_prediction', { id })
  await expect.poll(async () => (await found()).status, { timeout: 60_000 }).toBe('completed')
  expect(await found()).toMatchObject({ id, model: MODEL, error: '', outputs: [expect.stringMatching(/\.mp3$/)] })
})

test('the MCP server tells the agent why a run failed or was refused', async () => {
  home.write('letter.mp3', 'Dear friend, this is not a song. '.repeat(40))
  const failed = await agent.ask('run_model', { model: MODEL, input: { audio: '@./letter.mp3', prompt: 'warm' } })
  expect(failed).toMatchObject({ failed: true, text: expect.stringMatching(/Prediction failed: .*not.* audio/i) })
  const refused = await agent.ask('run_model', {
    model: MODEL,
    input: { audio: '@./tune.mp3', prompt: 'x', duration: 500 },
  })
  expect(refused).toMatchObject({ failed: true, text: expect.stringMatching(/"duration".*\[\w+\]$/) })
  const unknown = await agent.ask('get_prediction', { id: '0'.repeat(32) })
  expect(unknown).toMatchObject({ failed: true, text: expect.stringMatching(/not found/i) })
})
