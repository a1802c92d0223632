import { decode, encode, OUTPUT_FORMATS, type OutputFormat, SAMPLE_RATE_HZ } from '@retimbre/media'
import { beforeAll, expect, test, vi } from 'vitest'
import { AUDIO_TO_AUDIO, KEY, OTHER_KEY } from '../testing/memory-house.test.fixture.ts'
import { AUTHORIZED, listeningServer, type MemoryServer, memoryServer } from '../testing/memory-server.test.fixture.ts'

const FOLDER = 'outputs/6f1e6f1e6f1e6f1e'
// A length that fits no codec's frame.
const SAMPLES = SAMPLE_RATE_HZ + 123
const SINE = Float32Array.from(
  { length: SAMPLES },
  (_, index) => 0.5 * Math.sin((2 * Math.PI * 440 * index) / SAMPLE_RATE_HZ),
)

let clips: Readonly<Record<'mp3' | 'wav', Uint8Array>>
beforeAll(async () => {
  const audio = { left: SINE, right: SINE }
  clips = { mp3: await encode(audio, { format: 'mp3' }), wav: await encode(audio, { format: 'wav' }) }
})

/** A completed prediction with two results. */
async function finished(server: MemoryServer, made: 'mp3' | 'wav' = 'mp3'): Promise<string> {
  const { app, house } = server
  const response = await app.inject({
    method: 'POST',
    url: `/api/v3/${AUDIO_TO_AUDIO}`,
    headers: AUTHORIZED,
    payload: { audio: 'https://audio.example.org/a.mp3', prompt: 'Warm, dusty tape', seed: 5, output_format: made },
  })
  const { id } = response.json().data
  const keys = [0, 1].map((index) => `${FOLDER}/${index}.${made}`)
  for (const key of keys) house.files.contents.set(key, clips[made])
  house.predictions.complete(id, keys)
  return id
}

const download = (
  { app }: MemoryServer,
  id: string,
  query = '',
  headers: Record<string, string> = AUTHORIZED,
  index = '0',
) => app.inject({ url: `/api/v3/predictions/${id}/outputs/${index}/download${query}`, headers })

test('as it was made it is the stored file, byte for byte, under a name that says what it is', async () => {
  const server = memoryServer()
  const id = await finished(server)
  for (const query of ['', '?format=mp3']) {
    const answer = await download(server, id, query)
    expect(answer.statusCode).toBe(200)
    expect(answer.rawPayload.equals(clips.mp3)).toBe(true)
    expect(answer.headers).toMatchObject({
      'content-type': 'audio/mpeg',
      'content-length': String(clips.mp3.length),
      'content-disposition': 'attachment; filename="warm-dusty-tape-5.mp3"',
      'cache-control': 'private, no-cache',
    })
  }
  const second = await download(server, id, '', AUTHORIZED, '1')
  expect(second.headers['content-disposition']).toBe('attachment; filename="warm-dusty-tape-6.mp3"')
  expect(server.house.files.contents.size).toBe(2)
})

test.each<[OutputFormat, string]>([
  ['wav', 'pcm_s16le'],
  ['flac', 'flac'],
  ['ogg', 'vorbis'],
  ['opus', 'opus'],
  ['m4a', 'aac'],
])('an mp3 is converted to %s with every sample in its place, once and for nothing', async (format, codec) => {
  const server = memoryServer()
  const id = await finished(server)
  const balance = server.house.predictions.balance.microdollars
  const answer = await download(server, id, `?format=${format}`)
  expect(answer.statusCode).toBe(200)
  expect(answer.headers).toMatchObject({
    'content-type': OUTPUT_FORMATS[format].contentType,
    'content-length': String(answer.rawPayload.length),
    'content-disposition': `attachment; filename="warm-dusty-tape-5.${format}"`,
  })
  const [{ audio, info }, original] = [await decode(answer.rawPayload), await decode(clips.mp3)]
  expect(info).toMatchObject({ codec, channels: 2 })
  expect(audio.left).toHaveLength(SAMPLES)
  expect(meanSquare(difference(audio.left, original.audio.left)) / meanSquare(original.audio.left)).toBeLessThan(0.01)
  expect(Buffer.from(answer.rawPayload).toString('latin1')).toContain('seed=5')

  const kept = server.house.files.contents.size
  expect((await download(server, id, `?format=${format}`)).rawPayload.equals(answer.rawPayload)).toBe(true)
  expect([server.house.files.contents.size, kept]).toEqual([3, 3])
  expect(server.house.predictions.balance.microdollars).toBe(balance)
})

test('of a WAV a FLAC has the very samples, and bits are added where they are asked for', async () => {
  const server = memoryServer()
  const id = await finished(server, 'wav')
  const original = await decode(clips.wav)
  for (const [query, codec] of [
    ['?format=flac', 'flac'],
    ['?format=flac&bit_depth=24', 'flac'],
    ['?bit_depth=24', 'pcm_s24le'],
    ['?format=wav&bit_depth=32', 'pcm_f32le'],
  ]) {
    const { audio, info } = await decode((await download(server, id, query)).rawPayload)
    expect(info.codec).toBe(codec)
    expect(audio).toEqual(original.audio)
  }
  expect((await download(server, id, '?bit_depth=16')).rawPayload.equals(clips.wav)).toBe(true)
})

test('a converted file is sent in ranges, not again to whoever has it, and as headers alone', async () => {
  const server = memoryServer()
  const id = await finished(server)
  const whole = await download(server, id, '?format=flac')
  const part = await download(server, id, '?format=flac', { ...AUTHORIZED, range: 'bytes=0-3' })
  expect([part.statusCode, part.body]).toEqual([206, 'fLaC'])
  const etag = String(whole.headers.etag)
  expect((await download(server, id, '?format=flac', { ...AUTHORIZED, 'if-none-match': etag })).statusCode).toBe(304)
  expect((await download(server, id, '', AUTHORIZED)).headers.etag).not.toBe(etag)
  const head = await server.app.inject({
    method: 'HEAD',
    url: `/api/v3/predictions/${id}/outputs/0/download?format=flac`,
    headers: AUTHORIZED,
  })
  expect([head.statusCode, head.headers['content-length'], head.body]).toEqual([
    200,
    whole.headers['content-length'],
    '',
  ])
})

test('strangers, results that are not there, and files that are gone are told apart', async () => {
  const server = memoryServer()
  const id = await finished(server)
  const fails = async (...ask: Parameters<typeof download>) => {
    const answer = await download(...ask)
    return [answer.statusCode, answer.json().error_code]
  }
  const as = (key: string) => ({ authorization: `Bearer ${key}` })
  expect(await fails(server, id, '?format=flac', {})).toEqual([401, 'UNAUTHORIZED'])
  expect(await fails(server, id, '?format=flac', as(OTHER_KEY))).toEqual([404, 'PREDICTION_NOT_FOUND'])
  expect(await fails(server, '0'.repeat(32), '?format=flac')).toEqual([404, 'PREDICTION_NOT_FOUND'])
  expect(await fails(server, id, '', AUTHORIZED, '2')).toEqual([404, 'OUTPUT_NOT_FOUND'])
  expect(await fails(server, id, '', AUTHORIZED, '-1')).toEqual([400, 'INVALID_PARAMETER'])
  expect(await fails(server, id, '', AUTHORIZED, 'first')).toEqual([400, 'INVALID_PARAMETER'])
  expect(await fails(server, id, '?format=exe')).toEqual([400, 'INVALID_PARAMETER'])
  expect(await fails(server, id, '?bit_depth=24')).toEqual([400, 'INVALID_PARAMETER'])
  server.house.predictions.process(id)
  expect(await fails(server, id)).toEqual([404, 'OUTPUT_NOT_FOUND'])
  server.house.predictions.complete(id, [`${FOLDER}/0.mp3`])
  await server.house.files.delete(`${FOLDER}/0.mp3`)
  expect(await fails(server, id)).toEqual([410, 'OUTPUT_GONE'])
  expect(await fails(server, id, '?format=flac')).toEqual([410, 'OUTPUT_GONE'])
})

test('a file that cannot be converted says why', async () => {
  const server = memoryServer()
  const id = await finished(server)
  server.house.files.contents.set(`${FOLDER}/0.mp3`, Buffer.from('certainly no sound at all'))
  const answer = await download(server, id, '?format=flac')
  expect([answer.statusCode, answer.json().error_code]).toEqual([422, 'UNCONVERTIBLE'])
  expect(answer.json().message).toContain('not in a known audio format')
})

test('a caller that hangs up, and a server that closes, end the conversion', async () => {
  const server = await listeningServer()
  const id = await finished(server)
  const signals: AbortSignal[] = []
  server.house.conversions.of = (_key, { signal }) => {
    signals.push(signal)
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason))
    })
  }
  const url = `${server.url}/api/v3/predictions/${id}/outputs/0/download?format=flac`
  const ask = (signal?: AbortSignal) =>
    fetch(url, { headers: { authorization: `Bearer ${KEY}` }, ...(signal && { signal }) })
  const hungUp = new AbortController()
  const left = ask(hungUp.signal)
  await vi.waitFor(() => expect(signals).toHaveLength(1))
  hungUp.abort()
  await expect(left).rejects.toThrow()
  await vi.waitFor(() => expect(signals[0].aborted).toBe(true))
  const closed = ask()
  await vi.waitFor(() => expect(signals).toHaveLength(2))
  await server.app.close()
  expect(await (await closed).json()).toMatchObject({ code: 503, error_code: 'UNAVAILABLE' })
})

const difference = (one: Float32Array, other: Float32Array) => one.map((sample, index) => sample - other[index])
const meanSquare = (samples: Float32Array) => samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length
