import { decode, encode, OUTPUT_FORMATS, type OutputFormat } from '@retimbre/media'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { Client } from 'wavespeed'
import { Client as Client02 } from 'wavespeed-0.2'
import { balance, download } from '../api.ts'
import { tune } from '../clip.ts'
import { API_KEY, MODEL } from '../service.ts'
import { type FaultyProxy, startFaultyProxy } from './faulty-proxy.ts'
import { type Home, scratchHome } from './home.ts'

const PRICE = 0.024
const FORMATS = Object.keys(OUTPUT_FORMATS) as OutputFormat[]
const QUICK = { pollInterval: 0.1 }

const service = { url: inject('serviceUrl') }

let home: Home
let proxy: FaultyProxy
let clipPath: string
/** The same short tune in every format. */
let clips: readonly { readonly format: OutputFormat; readonly bytes: Uint8Array; readonly path: string }[]

beforeAll(async () => {
  home = scratchHome()
  clips = await Promise.all(
    FORMATS.map(async (format) => {
      const bytes = await encode(tune(1), { format })
      return { format, bytes, path: home.write(`şarkı no 1.${format}`, bytes) }
    }),
  )
  clipPath = home.write('tune.mp3', await encode(tune(2), { format: 'mp3' }))
  proxy = await startFaultyProxy(service.url)
})
afterAll(async () => {
  await proxy.close()
  home.remove()
})

/** How both generations of the client are used by the people who have them; a task that fails for good must not be paid twice. */
const CLIENTS = [
  ['0.3.2', (baseUrl: string) => new Client(API_KEY, { baseUrl, maxRetries: 2, retryInterval: 0.05 })],
  ['0.2.3', (baseUrl: string) => new Client02(API_KEY, { baseUrl, maxRetries: 2, retryInterval: 0.05 })],
] as const

/** What the account paid while `work` went on, in dollars. */
async function spentOn(work: () => Promise<unknown>): Promise<number> {
  const before = await balance(service)
  await work()
  return before - (await balance(service))
}

test.each(CLIENTS)('wavespeed %s uploads a file, runs the model and gets a transformed file', async (_, connect) => {
  const client = connect(service.url)
  const audio = await client.upload(clipPath)
  const { outputs } = await client.run(
    MODEL,
    { audio, prompt: 'telephone call', duration: 2, output_format: 'wav' },
    QUICK,
  )
  expect((await decode(await download(outputs[0]))).audio.left.length).toBe(2 * 44_100)
})

test.each(CLIENTS)(
  'wavespeed %s gets the same in one sync request, with slashes after the base URL',
  async (_, connect) => {
    const client = connect(`${service.url}//`)
    const audio = await client.upload(clipPath)
    const cost = await spentOn(async () => {
      const { outputs } = await client.run(
        MODEL,
        { audio, prompt: 'underwater', duration: 1, output_format: 'flac' },
        { enableSyncMode: true },
      )
      expect((await decode(await download(outputs[0]))).audio.left.length).toBe(44_100)
    })
    expect(cost).toBeCloseTo(PRICE)
  },
)

test.each(CLIENTS)('wavespeed %s shows the reason of a failed task, once, and nothing is paid', async (_, connect) => {
  const client = connect(service.url)
  const audio = await client.upload(home.write('letter.mp3', 'Dear friend, this is not a song. '.repeat(40)))
  const cost = await spentOn(async () => {
    await expect(client.run(MODEL, { audio, prompt: 'warm' }, QUICK)).rejects.toThrow(/Prediction failed.*not.* audio/i)
    const { outputs, detail } = await client.runNoThrow(MODEL, { audio, prompt: 'warm' }, { enableSyncMode: true })
    expect(outputs).toBeNull()
    expect(detail).toMatchObject({ status: 'failed', taskId: expect.stringMatching(/^[0-9a-f]{32}$/) })
  })
  expect(cost).toBeCloseTo(0)
})

test.each(CLIENTS)('wavespeed %s uploads each of the seven formats, byte for byte', async (_, connect) => {
  const client = connect(service.url)
  expect(clips).toHaveLength(7)
  await Promise.all(
    clips.map(async ({ format, bytes, path }) => {
      const address = await client.upload(path)
      expect(address).toMatch(new RegExp(`\\.${format}$`))
      expect((await download(address)).equals(bytes)).toBe(true)
    }),
  )
})

test.each(CLIENTS)('wavespeed %s may upload an empty file, and a task says that it is empty', async (_, connect) => {
  const client = connect(service.url)
  const audio = await client.upload(home.write('empty.wav', ''))
  await expect(client.run(MODEL, { audio, prompt: 'warm' }, QUICK)).rejects.toThrow(/empty/)
})

test('wavespeed 0.3.2 outlives errors and a hang-up while it polls, and pays for one task', async () => {
  const client = new Client(API_KEY, { baseUrl: proxy.url, maxRetries: 2, retryInterval: 0.05 })
  const audio = await client.upload(clipPath)
  proxy.breakNext(/^GET .*\/result$/, [500, 429, 503, 'hang-up', 502])
  const cost = await spentOn(() => client.run(MODEL, { audio, prompt: 'warm', duration: 1 }, QUICK))
  expect(cost).toBeCloseTo(PRICE)
})

test('wavespeed 0.2.3 outlives hang-ups while it polls, and pays for one task', async () => {
  const client = new Client02(API_KEY, { baseUrl: proxy.url, maxRetries: 2, retryInterval: 0.05 })
  const audio = await client.upload(clipPath)
  proxy.breakNext(/^GET .*\/result$/, ['hang-up', 'hang-up'])
  const cost = await spentOn(() => client.run(MODEL, { audio, prompt: 'warm', duration: 1 }, QUICK))
  expect(cost).toBeCloseTo(PRICE)
})
