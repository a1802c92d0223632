import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { Client } from 'wavespeed'
import { WaveSpeed } from 'wavespeed-0.0'
import { Client as Client02 } from 'wavespeed-0.2'
import { call } from '../api.ts'
import { MODEL } from '../service.ts'
import { type FaultyProxy, startFaultyProxy } from './faulty-proxy.ts'
import { type Home, scratchHome } from './home.ts'
import { startAgent } from './mcp.ts'
import { PYTHON_SDK, pythonClient } from './python.ts'
import { wavespeedCli } from './wavespeed-cli.ts'

const WRONG_KEY = 'wsk_0000000000000000000000000000000000000000'
const RETRIES = { maxRetries: 2, retryInterval: 0.05 }

type Input = Readonly<Record<string, string | number>>

const service = { url: inject('serviceUrl') }

let home: Home
let proxy: FaultyProxy
/** A key of an account without a cent. */
let poorKey: string

beforeAll(async () => {
  home = scratchHome()
  const account = await call<{ id: string }>(service, '/api/v3/admin/accounts', { name: 'poor', credit: 0 })
  const keys = `/api/v3/admin/accounts/${account.id}/keys`
  poorKey = (await call<{ key: string }>(service, keys, { name: 'default' })).key
  proxy = await startFaultyProxy(service.url)
  await wavespeedCli(home, ['config', '--base-url', proxy.url])
})
afterAll(async () => {
  await proxy.close()
  home.remove()
})

/** Every client, as a submit with a key; what it says is what its user reads. */
const CLIENTS: readonly (readonly [string, (key: string, input: Input) => Promise<unknown>])[] = [
  ['wavespeed 0.3.2', (key, input) => new Client(key, { baseUrl: proxy.url, ...RETRIES }).run(MODEL, input)],
  ['wavespeed 0.2.3', (key, input) => new Client02(key, { baseUrl: proxy.url, ...RETRIES }).run(MODEL, input)],
  ['wavespeed 0.0.15', (key, input) => new WaveSpeed(key, { baseUrl: `${proxy.url}/api/v3/` }).run(MODEL, input)],
  [
    '@wavespeed/cli',
    async (key, input) => {
      const pairs = Object.entries(input).map(([name, value]) => `${name}=${value}`)
      const environment = { WAVESPEED_API_KEY: key }
      const { status, stdout } = await wavespeedCli(home, ['run', MODEL, '-i', ...pairs, '--json'], environment)
      if (status !== 0) throw new Error(JSON.parse(stdout).error)
    },
  ],
  [
    '@wavespeed/mcp',
    async (key, input) => {
      const agent = await startAgent(home, { WAVESPEED_BASE_URL: proxy.url, WAVESPEED_API_KEY: key })
      try {
        await agent.use('run_model', { model: MODEL, input })
      } finally {
        await agent.close()
      }
    },
  ],
  ['the Python SDK', (key, input) => pythonClient(home, proxy.url, key).call('run', [MODEL, input])],
]

const CLIENTS_HERE = CLIENTS.filter(([name]) => PYTHON_SDK || name !== 'the Python SDK')

test.each(CLIENTS_HERE)('%s says what is wrong with the key, an input or the credit, and asks once', async (_, run) => {
  const input = { audio: 'https://audio.example.org/a.mp3', prompt: 'warm' }
  const before = proxy.seen.length
  await expect(run(WRONG_KEY, input)).rejects.toThrow(/Missing or unknown API key/)
  await expect(run(poorKey, { ...input, output_format: 'wma' })).rejects.toThrow(
    /output_format.*must be one of \[mp3 wav/,
  )
  await expect(run(poorKey, input)).rejects.toThrow(/Insufficient credits/)
  expect(proxy.seen.slice(before)).toEqual(Array(3).fill(`POST /api/v3/${MODEL}`))
})
