import { expect, test } from 'vitest'
import type { Settings } from '../../settings.ts'
import { AUDIO_TO_AUDIO } from '../testing/memory-house.test.fixture.ts'
import { AUTHORIZED, memoryServer } from '../testing/memory-server.test.fixture.ts'

const MODEL = `/api/v3/${AUDIO_TO_AUDIO}`
const REQUIRED = { audio: 'https://audio.example.org/guitar.mp3', prompt: 'neo soul' }
const HOOK = 'https://hooks.example.org/x?a=1&b=2'

async function submit(payload: object, url = MODEL, settings: Partial<Settings> = {}) {
  const { app, house } = memoryServer(settings)
  const response = await app.inject({ method: 'POST', url, headers: AUTHORIZED, payload })
  return { status: response.statusCode, body: response.json(), house }
}

async function webhookOf(payload: object, url = MODEL, settings: Partial<Settings> = {}) {
  const { body, house } = await submit(payload, url, settings)
  const prediction = house.predictions.all.get(body.data?.id)
  if (!prediction) throw new Error(`refused: ${body.message}`)
  return prediction.webhook
}

test('the callback in the query is kept whole, with how to reach this server', async () => {
  expect(await webhookOf(REQUIRED, `${MODEL}?webhook=${HOOK}`)).toEqual({
    url: HOOK,
    destination: 'hooks.example.org',
    serverUrl: 'http://localhost:80',
  })
  expect(await webhookOf(REQUIRED, `${MODEL}?webhook=${encodeURIComponent(HOOK)}&x=1`)).toMatchObject({ url: HOOK })
})

test('the callback in the body counts when the query has none', async () => {
  const payload = { ...REQUIRED, webhook_url: ' https://hooks.example.org:8443/x#part ' }
  const inBody = { url: 'https://hooks.example.org:8443/x', destination: 'hooks.example.org:8443' }
  expect(await webhookOf(payload)).toMatchObject(inBody)
  expect(await webhookOf(payload, `${MODEL}?webhook=`)).toMatchObject(inBody)
  expect(await webhookOf(payload, `${MODEL}?webhook=${HOOK}`)).toMatchObject({ url: HOOK })
  expect(await webhookOf({ ...REQUIRED, webhook_url: null })).toBeNull()
})

test('the public address of the server is what the report will name', async () => {
  const settings = { publicUrl: 'https://audio.example.net' }
  expect(await webhookOf(REQUIRED, `${MODEL}?webhook=${HOOK}`, settings)).toMatchObject({
    serverUrl: 'https://audio.example.net',
  })
})

test('base64 output and a webhook exclude each other, and nothing is stored', async () => {
  const audio = `data:audio/wav;base64,${Buffer.from('RIFF').toString('base64')}`
  const payload = { ...REQUIRED, audio, enable_base64_output: true }
  const { status, body, house } = await submit(payload, `${MODEL}?webhook=${HOOK}`)
  expect(status).toBe(400)
  expect(body.error).toBe('field "enable_base64_output" cannot be combined with a webhook')
  expect([house.predictions.all.size, house.files.contents.size]).toEqual([0, 0])
})

test.each([
  ['nonsense', 'it is not a URL.'],
  ['ftp://hooks.example.org/', 'it must begin with https://. The operator can allow plain http with'],
  ['http://hooks.example.org/', 'it must begin with https://.'],
  ['https://me:hush@hooks.example.org/', 'it must not contain a user name or a password.'],
  ['https://hooks.example.org:25/', 'this server does not call that port.'],
  ['https://127.0.0.1/', 'it points to a private address.'],
  ['https://0x7f.1/', 'it points to a private address.'],
  ['https://[::ffff:a00:1]/', 'it points to a private address.'],
  ['https://169.254.169.254/', 'it points to a private address.'],
  ['https://localhost/', 'it points to a private address.'],
  ['https://api.localhost./', 'it points to a private address.'],
  [`https://hooks.example.org/${'x'.repeat(2048)}`, 'it is longer than 2048 characters.'],
])('a callback to %.60s is refused at submit', async (hook, reason) => {
  for (const inQuery of [true, false]) {
    const { status, body, house } = inQuery
      ? await submit(REQUIRED, `${MODEL}?webhook=${encodeURIComponent(hook)}`)
      : await submit({ ...REQUIRED, webhook_url: hook })
    expect(status).toBe(400)
    expect(body.error_code).toBe('WEBHOOK_REFUSED')
    expect(body.error).toContain(`The webhook URL cannot be used: ${reason}`)
    expect(body.error).not.toContain('hush')
    expect(house.predictions.all.size).toBe(0)
  }
})

test.each(['http://nas.local/x', 'http://192.168.1.7:8000/x', 'https://nas.local:22/x'])(
  'the operator’s list lets %s through, and no other port',
  async (hook) => {
    const settings = { allowedWebhookHosts: ['nas.local', '192.168.1.7:8000'] }
    expect(await webhookOf({ ...REQUIRED, webhook_url: hook }, MODEL, settings)).toMatchObject({ url: hook })
    const elsewhere = { ...REQUIRED, webhook_url: 'http://192.168.1.7:8001/x' }
    expect((await submit(elsewhere, MODEL, settings)).status).toBe(400)
  },
)
