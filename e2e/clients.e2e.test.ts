import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decode } from '@retimbre/media'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Client } from 'wavespeed'
import { Client as Client02 } from 'wavespeed-0.2'
import { download } from './api.ts'
import { tuneAsMp3 } from './clip.ts'
import { API_KEY, type DataFolder, dataFolder, MODEL, type Service, startService } from './service.ts'

let data: DataFolder
let service: Service
let clipPath: string
let letterPath: string

beforeAll(async () => {
  data = dataFolder()
  clipPath = join(mkdtempSync(join(tmpdir(), 'retimbre-clients-')), 'tune.mp3')
  letterPath = join(clipPath, '..', 'letter.mp3')
  writeFileSync(letterPath, 'Dear friend, this is not a song. '.repeat(40))
  writeFileSync(clipPath, await tuneAsMp3(6))
  service = await startService(data.path)
})
afterAll(async () => {
  await service.stop()
  data.remove()
  rmSync(join(clipPath, '..'), { recursive: true })
})

/** How both generations of the client are used by the people who have them. */
const CLIENTS = [
  ['0.3.2', () => new Client(API_KEY, { baseUrl: service.url })],
  ['0.2.3', () => new Client02(API_KEY, { baseUrl: service.url })],
] as const

test.each(CLIENTS)('wavespeed %s uploads a file, runs the model and gets a transformed file', async (_, connect) => {
  const client = connect()
  const audio = await client.upload(clipPath)
  const { outputs } = await client.run(MODEL, { audio, prompt: 'telephone call', duration: 3, output_format: 'wav' })
  const result = (await decode(await download(outputs[0]))).audio
  expect(result.left.length).toBe(3 * 44_100)
})

test.each(CLIENTS)('wavespeed %s gets the same in one sync request', async (_, connect) => {
  const client = connect()
  const audio = await client.upload(clipPath)
  const { outputs } = await client.run(
    MODEL,
    { audio, prompt: 'underwater', duration: 2, output_format: 'flac' },
    { enableSyncMode: true },
  )
  expect((await decode(await download(outputs[0]))).audio.left.length).toBe(2 * 44_100)
})

test.each(CLIENTS)('wavespeed %s shows the reason of a failed task', async (_, connect) => {
  const client = connect()
  const audio = await client.upload(letterPath)
  await expect(client.run(MODEL, { audio, prompt: 'warm' })).rejects.toThrow(/not.* audio/i)
})

test.each(CLIENTS)('wavespeed %s shows what is wrong with a parameter', async (_, connect) => {
  const client = connect()
  await expect(
    client.run(MODEL, { audio: 'https://example.org/a.mp3', prompt: 'warm', duration: 500 }),
  ).rejects.toThrow(/duration/)
})
