import { inflateSync } from 'node:zlib'
import { encode, SAMPLE_RATE_HZ } from '@retimbre/media'
import { Value } from 'typebox/value'
import { beforeAll, expect, test } from 'vitest'
import { OTHER_KEY } from '../testing/memory-house.test.fixture.ts'
import { AUTHORIZED, memoryServer } from '../testing/memory-server.test.fixture.ts'
import { Success } from '../wavespeed/envelope.ts'
import { Peaks } from './schemas.ts'

const KEY = 'outputs/0123456789abcdef/0.wav'
const OWN = `http://localhost/files/${KEY}`

let clip: Uint8Array
beforeAll(async () => {
  const left = Float32Array.from({ length: SAMPLE_RATE_HZ }, (_, index) =>
    index < SAMPLE_RATE_HZ / 2 ? 0 : Math.sin((2 * Math.PI * 1_000 * index) / SAMPLE_RATE_HZ) / 2,
  )
  clip = await encode({ left, right: left }, { format: 'wav' })
})

function server() {
  const { app, house } = memoryServer()
  house.files.contents.set(KEY, clip)
  house.owned.set(KEY, 'account-1')
  const ask = (path: string, query: Record<string, string>, headers = AUTHORIZED) =>
    app.inject({ url: `/api/v3/media/${path}`, query, headers: { host: 'localhost', ...headers } })
  return { house, ask }
}

test('a clip has an outline of as many slices as were asked for', async () => {
  const { ask } = server()
  const answer = await ask('peaks', { url: OWN, points: '4' })
  expect(answer.statusCode).toBe(200)
  expect(Value.Check(Success(Peaks), answer.json())).toBe(true)
  const { channels, ...facts } = answer.json().data
  expect(facts).toMatchObject({ duration_seconds: 1, sample_rate: SAMPLE_RATE_HZ, true_peak_dbtp: -6 })
  expect(channels[0]).toEqual({ min: [0, 0, -64, -64], max: [0, 0, 64, 64] })
  expect((await ask('peaks', { url: OWN })).json().data.channels[0].max).toHaveLength(800)
})

test('a spectrogram is a PNG of the wanted size, dark where nothing sounds', async () => {
  const { ask } = server()
  const answer = await ask('spectrogram', { url: OWN, width: '16', height: '20' })
  expect(answer.headers['content-type']).toBe('image/png')
  const png = answer.rawPayload
  expect([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual(['PNG', 16, 20])
  const data = png.indexOf('IDAT')
  const lines = inflateSync(png.subarray(data + 4, data + 4 + png.readUInt32BE(data - 4)))
  expect(lines.length).toBe(17 * 20)
  const column = (index: number) => Array.from({ length: 20 }, (_, row) => lines[row * 17 + 1 + index] ?? 0)
  expect(Math.max(...column(3))).toBe(0)
  // 1 kHz is a little above the middle of 30 Hz to 20 kHz.
  expect(column(12).indexOf(Math.max(...column(12)))).toBe(9)
})

test('the files of others, files that are gone and addresses elsewhere are all not there', async () => {
  const { house, ask } = server()
  for (const path of ['peaks', 'spectrogram']) {
    expect((await ask(path, { url: OWN }, { authorization: `Bearer ${OTHER_KEY}` })).statusCode).toBe(404)
    expect((await ask(path, { url: OWN }, { authorization: 'Bearer nobody' })).statusCode).toBe(401)
    expect((await ask(path, { url: 'https://example.org/a.wav' })).statusCode).toBe(404)
    expect((await ask(path, { url: 'no address' })).statusCode).toBe(404)
  }
  house.files.contents.delete(KEY)
  expect((await ask('peaks', { url: OWN })).statusCode).toBe(404)
})

test.each([
  ['peaks', { points: '0' }],
  ['peaks', { points: '4097' }],
  ['spectrogram', { width: '2049' }],
  ['spectrogram', { height: '15' }],
  ['spectrogram', { width: 'wide' }],
])('%s with %j is refused', async (path, query) => {
  const { house, ask } = server()
  expect((await ask(path, { url: OWN, ...query })).statusCode).toBe(400)
  expect(house.files.contents.size).toBe(1)
})

test('a file that is no sound says so', async () => {
  const { house, ask } = server()
  house.files.contents.set(KEY, Buffer.from('certainly no sound at all'))
  const answer = await ask('peaks', { url: OWN })
  expect([answer.statusCode, answer.json().error_code]).toEqual([422, 'UNDRAWABLE'])
})
