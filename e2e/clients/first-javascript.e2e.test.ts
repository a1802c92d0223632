import { decode } from '@retimbre/media'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { WaveSpeed } from 'wavespeed-0.0'
import { balance, download } from '../api.ts'
import { tuneAsMp3 } from '../clip.ts'
import { API_KEY, MODEL } from '../service.ts'
import { type FaultyProxy, startFaultyProxy } from './faulty-proxy.ts'

const PRICE = 0.024

const service = { url: inject('serviceUrl') }

let proxy: FaultyProxy
let clip: File

beforeAll(async () => {
  clip = new File([Buffer.from(await tuneAsMp3(2))], 'tune.mp3', { type: 'audio/mpeg' })
  proxy = await startFaultyProxy(service.url)
})
afterAll(async () => {
  await proxy.close()
})

/** The first generation takes a base URL that already holds the API's prefix. */
const connect = (base: string) => new WaveSpeed(API_KEY, { baseUrl: `${base}/api/v3/`, pollInterval: 0.1 })

test('wavespeed 0.0.15 uploads under the second API version, runs and waits', async () => {
  const client = connect(proxy.url)
  const audio = await client.upload(clip)
  expect(proxy.seen).toContain('POST /api/v2/media/upload/binary')
  const done = await client.run(MODEL, { audio, prompt: 'telephone call', duration: 1, output_format: 'wav' })
  expect(done).toMatchObject({ status: 'completed', model: MODEL, has_nsfw_contents: [false], error: '' })
  expect(done.input).toMatchObject({ prompt: 'telephone call', duration: 1 })
  expect((await decode(await download(done.outputs[0] ?? ''))).audio.left.length).toBe(44_100)
})

test('wavespeed 0.0.15 gets the reason of a failed task, and nothing is paid', async () => {
  const client = connect(service.url)
  const before = await balance(service)
  const audio = await client.upload(new File(['This is not a song. '.repeat(50)], 'letter.mp3'))
  const failed = await client.run(MODEL, { audio, prompt: 'warm' })
  expect(failed).toMatchObject({ status: 'failed', outputs: [], error: expect.stringMatching(/not.* audio/i) })
  expect(await balance(service)).toBe(before)
})

test('wavespeed 0.0.15 outlives a refused submit and errors while it polls, and pays for one task', async () => {
  const client = connect(proxy.url)
  const audio = await client.upload(clip)
  const before = await balance(service)
  proxy.breakNext(/^POST .*audio-to-audio/, [429])
  proxy.breakNext(/^GET .*\/result/, [503])
  const done = await client.run(MODEL, { audio, prompt: 'warm', duration: 1 })
  expect(done.status).toBe('completed')
  expect(before - (await balance(service))).toBeCloseTo(PRICE)
})
