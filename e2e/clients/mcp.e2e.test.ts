import { createRequire } from 'node:module'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { decode } from '@retimbre/media'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { balance, download } from '../api.ts'
import { tuneAsMp3 } from '../clip.ts'
import { API_KEY, type DataFolder, dataFolder, MODEL, type Service, startService } from '../service.ts'
import { type FaultyProxy, startFaultyProxy } from './faulty-proxy.ts'
import { type Home, scratchHome } from './home.ts'

const SERVER = createRequire(import.meta.url).resolve('@wavespeed/mcp')

let data: DataFolder
let home: Home
let service: Service
let proxy: FaultyProxy
let agent: Client

beforeAll(async () => {
  data = dataFolder()
  home = scratchHome()
  home.write('tune.mp3', await tuneAsMp3(2))
  service = await startService(data.path, { RETIMBRE_BILLING: 'on' })
  proxy = await startFaultyProxy(service.url)
  agent = new Client({ name: 'retimbre-tests', version: '1.0.0' })
  // The slash makes every path begin with two.
  const env = home.environment({ WAVESPEED_BASE_URL: `${proxy.url}/`, WAVESPEED_API_KEY: API_KEY })
  await agent.connect(
    new StdioClientTransport({ command: process.execPath, args: [SERVER], env, cwd: home.path, stderr: 'ignore' }),
  )
})
afterAll(async () => {
  await agent.close()
  await proxy.close()
  await service.stop()
  data.remove()
  home.remove()
})

interface ToolAnswer {
  readonly isError?: boolean
  readonly content: readonly { readonly text: string }[]
}

async function ask(name: string, input: Record<string, unknown>): Promise<{ failed: boolean; text: string }> {
  const { isError = false, content } = (await agent.callTool({ name, arguments: input })) as unknown as ToolAnswer
  return { failed: isError, text: content[0]?.text ?? '' }
}

async function use<T>(name: string, input: Record<string, unknown> = {}): Promise<T> {
  const { failed, text } = await ask(name, input)
  expect(failed, text).toBe(false)
  return JSON.parse(text) as T
}

interface Run {
  readonly id: string
  readonly status: string
  readonly outputs: readonly string[]
  readonly uploaded_files: number
}

test('the MCP server has the seven tools that are tested here', async () => {
  const { tools } = await agent.listTools()
  expect(tools.map(({ name }) => name).sort()).toEqual([
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
  const { models } = await use<{ models: readonly object[] }>('list_models', { query: 'AUDIO-TO-AUDIO', refresh: true })
  expect(models).toContainEqual(expect.objectContaining({ model_id: MODEL, base_price: 0.024, type: 'audio-to-audio' }))
  expect(proxy.seen).toContain('GET //api/v3/models')
  const schema = await use<{ required: string[]; property_order: string[]; properties: object }>('get_model_schema', {
    model: MODEL,
  })
  expect(schema.required).toEqual(['audio', 'prompt'])
  expect([...schema.property_order].sort()).toEqual(Object.keys(schema.properties).sort())
})

test('get_price quotes for a local file, run_model runs with it, and the file goes up once', async () => {
  const input = { audio: '@./tune.mp3', prompt: 'telephone call', duration: 1, output_format: 'wav' }
  const price = await use<object>('get_price', { model: MODEL, input })
  expect(price).toMatchObject({
    ...{ model_id: MODEL, price: 0.024, discounted_price: 0.024, discount_rate: 100, currency: 'USD' },
    ...{ unpriced_inputs: [], at_base_price: false },
  })
  const before = await balance(service)
  const run = await use<Run>('run_model', { model: MODEL, input })
  expect(run).toMatchObject({ status: 'completed', uploaded_files: 1 })
  expect((await decode(await download(run.outputs[0] ?? ''))).audio.left.length).toBe(44_100)
  expect(proxy.seen.filter((line) => /^POST .*media.uploads$/.test(line))).toHaveLength(1)
  expect(await use('get_balance')).toEqual({ balance: await balance(service) })
  expect(before - (await balance(service))).toBeCloseTo(0.024)
})

test('upload_file, run_model without waiting and get_prediction: a run is found again by its id', async () => {
  const { url } = await use<{ url: string }>('upload_file', { path: 'tune.mp3' })
  const input = { audio: url, prompt: 'underwater', duration: 1 }
  const { id, status } = await use<Run>('run_model', { model: MODEL, input, wait_seconds: 0 })
  expect(id).toMatch(/^[0-9a-f]{32}$/)
  expect(status).toBe('created')
  const found = () => use<Run & { error: string; model: string }>('get_prediction', { id })
  await expect.poll(async () => (await found()).status, { timeout: 60_000 }).toBe('completed')
  expect(await found()).toMatchObject({ id, model: MODEL, error: '', outputs: [expect.stringMatching(/\.mp3$/)] })
})

test('the MCP server tells the agent why a run failed or was refused', async () => {
  home.write('letter.mp3', 'Dear friend, this is not a song. '.repeat(40))
  const failed = await ask('run_model', { model: MODEL, input: { audio: '@./letter.mp3', prompt: 'warm' } })
  expect(failed).toMatchObject({ failed: true, text: expect.stringMatching(/Prediction failed: .*not.* audio/i) })
  const refused = await ask('run_model', { model: MODEL, input: { audio: '@./tune.mp3', prompt: 'x', duration: 500 } })
  expect(refused).toMatchObject({ failed: true, text: expect.stringMatching(/"duration".*\[\w+\]$/) })
  const unknown = await ask('get_prediction', { id: '0'.repeat(32) })
  expect(unknown).toMatchObject({ failed: true, text: expect.stringMatching(/not found/i) })
})
