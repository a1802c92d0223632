import { expect, test } from 'vitest'
import { AUDIO_TO_AUDIO } from '../testing/memory-house.test.fixture.ts'
import { AUTHORIZED, type MemoryServer, memoryServer } from '../testing/memory-server.test.fixture.ts'
import { MAX_INLINE_BYTES } from './inline-clip.ts'

const FILE = 'uploads/9d1f9d1f9d1f9d1f/guitar-1.mp3'
const PATH = `/files/${FILE}`

async function submit({ app }: MemoryServer, audio: string, host = 'localhost:8787') {
  return app.inject({
    method: 'POST',
    url: `/api/v3/${AUDIO_TO_AUDIO}`,
    headers: { ...AUTHORIZED, host },
    payload: { audio, prompt: 'choir' },
  })
}

async function sourceOf(server: MemoryServer, audio: string, host?: string) {
  const response = await submit(server, audio, host)
  return server.house.predictions.all.get(response.json().data?.id)?.source ?? response.json().message
}

async function serverWithFile(settings = {}): Promise<MemoryServer> {
  const server = memoryServer(settings)
  await server.house.files.put(FILE, new Uint8Array(10), 100)
  return server
}

test.each([
  `http://localhost:8787${PATH}`,
  `http://127.0.0.1:8787${PATH}`,
  `http://127.9.9.9:8787${PATH}`,
  `http://[::1]:8787${PATH}?download=1`,
  `http://LOCALHOST:8787${PATH}#t=3`,
  `http://2130706433:8787${PATH}`,
  `https://audio.example.net/base${PATH}?token=x`,
])('%s is read from the store', async (address) => {
  const server = await serverWithFile({ publicUrl: 'https://audio.example.net/base' })
  expect(await sourceOf(server, address)).toEqual({ kind: 'file', key: FILE })
})

test('the host a request was sent to is ours as well', async () => {
  const server = await serverWithFile({ host: '0.0.0.0' })
  expect(await sourceOf(server, `http://studio.lan:8787${PATH}`, 'studio.lan:8787')).toEqual({
    kind: 'file',
    key: FILE,
  })
})

test.each([
  `http://127.0.0.1:9999${PATH}`,
  `http://example.org${PATH}`,
  `https://audio.example.net${PATH}`,
  'http://localhost:8787/api/v3/balance',
])('%s is somebody else’s, and left to the guarded fetch of the worker', async (address) => {
  const server = await serverWithFile({ publicUrl: 'https://audio.example.net/base' })
  expect(await sourceOf(server, address)).toEqual({ kind: 'url', url: address })
})

test('a file of ours that is gone is refused at submit', async () => {
  const server = memoryServer()
  const response = await submit(server, `http://localhost:8787${PATH}`)
  expect(response.statusCode).toBe(400)
  expect(response.json().message).toBe(
    'field "audio" names a file that is not on this server: never uploaded, or removed since',
  )
})

test('an inline clip is stored, recorded, and shown shortened', async () => {
  const server = memoryServer()
  const bytes = Buffer.from('RIFF0000WAVEfmt ')
  const response = await submit(server, `data:audio/x-wav;base64,${bytes.toString('base64')}`)
  const prediction = server.house.predictions.all.get(response.json().data.id)
  if (prediction?.source?.kind !== 'file') throw new Error('the clip was not stored')
  expect(prediction.source.key).toMatch(/^uploads\/[0-9a-f]{32}\/inline\.wav$/)
  expect(Buffer.from(await server.house.files.read(prediction.source.key))).toEqual(bytes)
  expect(server.house.recorded).toEqual([prediction.source.key])
  expect(response.json().data.input.audio).toBe('data:audio/x-wav;base64,… (16 bytes)')
})

test.each([
  ['UklGRjAwMDBXQVZF', 'RIFF0000WAVE'],
  ['UklG\r\nRjAw MDBX\tQVZF\n', 'RIFF0000WAVE'],
  ['UklGRg==', 'RIFF'],
  ['UklGRg', 'RIFF'],
  ['-_-_', '\xfb\xff\xbf'],
])('the base64 text %j is read', async (base64, content) => {
  const server = memoryServer()
  const response = await submit(server, `data:audio/wav;base64,${base64}`)
  expect(response.statusCode).toBe(200)
  const [bytes = new Uint8Array()] = server.house.files.contents.values()
  expect(Buffer.from(bytes).toString('latin1')).toBe(content)
})

test('an inline clip may have 15 MiB and not a byte more', async () => {
  const server = memoryServer()
  const dataUrl = (sizeBytes: number) => `data:audio/mpeg;base64,${Buffer.alloc(sizeBytes, 1).toString('base64')}`
  expect((await submit(server, dataUrl(MAX_INLINE_BYTES))).statusCode).toBe(200)
  const refused = await submit(server, dataUrl(MAX_INLINE_BYTES + 1))
  expect(refused.statusCode).toBe(400)
  expect(refused.json().message).toBe('field "audio" must be at most 15 MiB when it is a data: URL; upload it instead')
  const oversize = await submit(server, dataUrl(MAX_INLINE_BYTES + 2_000_000))
  expect(oversize.json()).toMatchObject({
    code: 413,
    error_code: 'TOO_LARGE',
    message: 'The request body is larger than the allowed 21 MiB; upload the audio first, and send its URL.',
    data: null,
  })
})

test.each([
  'data:audio/wav,abcd',
  'data:text/html;base64,AAAA',
  'data:audio/wav;base64,',
  'data:audio/wav;base64,AA*A',
  'data:audio/wav;base64,AAAA*',
  'data:audio/wav;base64,AA=A AAAA',
  'data:audio/wav;base64,AAAAA',
  'data:audio/wav',
])('%s is refused', async (dataUrl) => {
  const server = memoryServer()
  const response = await submit(server, dataUrl)
  expect(response.statusCode).toBe(400)
  expect(response.json().message).toMatch(/^field "audio" /)
  expect(server.house.files.contents.size).toBe(0)
})

test('a clip is not kept when the account cannot pay for the task', async () => {
  const server = memoryServer()
  server.house.predictions.balance.microdollars = 0
  const response = await submit(server, 'data:audio/wav;base64,AAAA')
  expect(response.statusCode).toBe(402)
  expect(server.house.files.contents.size).toBe(0)
})
