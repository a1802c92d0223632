import { encode, SAMPLE_RATE_HZ } from '@retimbre/media'
import type { FastifyInstance } from 'fastify'
import { Value } from 'typebox/value'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import type { House } from '../house.ts'
import { systemRandom } from '../ids.ts'
import type { Settings } from '../settings.ts'
import { TEST_MODEL } from '../testing/new-prediction.test.fixture.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'
import { createLog } from './log.ts'
import { buildServer } from './server.ts'
import { Success } from './wavespeed/envelope.ts'
import { PredictionObject } from './wavespeed/prediction.ts'

const TONE_ENGINE = new URL('../testing/tone-engine.test.fixture.ts', import.meta.url).href

let house: House & { readonly settings: Settings }
let app: FastifyInstance
let url: string
let authorized: { readonly Authorization: string }

beforeAll(async () => {
  house = await openTestHouse({ billing: true, startingCreditMicrodollars: 100_000 }, { engineModules: [TONE_ENGINE] })
  house.startWorker()
  app = buildServer(house, house.settings, { clock: systemClock, random: systemRandom, log: createLog('silent') })
  url = await app.listen({ host: '127.0.0.1', port: 0 })
  authorized = { Authorization: `Bearer ${house.firstKey.key}` }
})
afterAll(async () => {
  await app.close()
  await house.close()
})

async function post(path: string, body: object) {
  const headers = { ...authorized, 'Content-Type': 'application/json' }
  const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
  return JSON.parse(await response.text())
}

async function get(path: string) {
  return JSON.parse(await (await fetch(url + path, { headers: authorized })).text())
}

async function clip(): Promise<Uint8Array<ArrayBuffer>> {
  const left = Float32Array.from({ length: SAMPLE_RATE_HZ }, (_, index) => Math.sin(index / 20) / 2)
  return new Uint8Array(await encode({ left, right: left }, { format: 'wav' }))
}

test('a clip goes in by ticket, comes out transformed, and is paid for', async () => {
  const source = await clip()
  const { data: ticket } = await post('/api/v3/media/uploads', { filename: 'gitar çalışı.wav', size: source.length })
  const { upload } = ticket
  expect((await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: source })).status).toBe(200)
  expect((await fetch(upload.url, { method: 'PUT', headers: upload.headers, body: source })).status).toBe(412)

  const inputs = { audio: ticket.download_url, prompt: 'half of it', duration: 1, output_format: 'wav' }
  const answer = await post(`/api/v3/${TEST_MODEL}`, { ...inputs, enable_sync_mode: true })
  expect(Value.Check(Success(PredictionObject), answer)).toBe(true)
  expect(answer.data).toMatchObject({ status: 'completed', engine: 'test-tone', error: '' })

  const result = await fetch(answer.data.outputs[0], { headers: { Range: 'bytes=0-3' } })
  expect(result.status).toBe(206)
  expect(result.headers.get('content-type')).toBe('audio/wav')
  expect(await result.text()).toBe('RIFF')
  expect(await get(`/api/v3/predictions/${answer.data.id}/result`)).toEqual(answer)
  expect((await get('/api/v3/balance')).data.balance).toBe(0.076)
})

test('a form is stored, and an inline clip is a source that comes back as base64', async () => {
  const source = await clip()
  const form = new FormData()
  form.append('file', new Blob([source]), 'audio.mp3')
  const stored = await fetch(`${url}/api/v3/media/upload/binary`, { method: 'POST', headers: authorized, body: form })
  const { data } = JSON.parse(await stored.text())
  expect(data).toMatchObject({ type: 'audio', filename: 'audio.mp3', size: source.length })
  expect(Buffer.from(await (await fetch(data.download_url)).arrayBuffer()).equals(source)).toBe(true)

  const audio = `data:audio/wav;base64,${Buffer.from(source).toString('base64')}`
  const inputs = { audio, prompt: 'half of it', duration: 1, output_format: 'flac', enable_base64_output: true }
  const answer = await post(`/api/v3/${TEST_MODEL}`, { ...inputs, enable_sync_mode: true })
  expect(Buffer.from(answer.data.outputs[0], 'base64').toString('latin1', 0, 4)).toBe('fLaC')
})

test('a source on this very machine is refused by the worker, and the money comes back', async () => {
  const { balance } = (await get('/api/v3/balance')).data
  const inputs = { audio: 'http://127.0.0.1:1/secret.wav', prompt: 'x', enable_sync_mode: true }
  const answer = await post(`/api/v3/${TEST_MODEL}`, inputs)
  expect(answer.data).toMatchObject({
    status: 'failed',
    code: 1402,
    error: 'The audio URL points to an address this server does not fetch from.',
  })
  expect((await get('/api/v3/balance')).data.balance).toBe(balance)
})
