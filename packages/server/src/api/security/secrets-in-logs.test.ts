import { Writable } from 'node:stream'
import { encode, SAMPLE_RATE_HZ } from '@retimbre/media'
import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import { TEST_MODEL } from '../../testing/new-prediction.test.fixture.ts'
import { realServer } from '../testing/real-server.test.fixture.ts'

const TONE_ENGINE = new URL('../../testing/tone-engine.test.fixture.ts', import.meta.url).href
const LOCAL = 'local-admin-token-of-this-test'

function recordingLog() {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  return { lines, log: pino({ level: 'trace' }, stream) }
}

async function inlineClip(): Promise<string> {
  const left = Float32Array.from({ length: SAMPLE_RATE_HZ / 10 }, (_, index) => Math.sin(index / 20) / 2)
  return Buffer.from(await encode({ left, right: left }, { format: 'wav' })).toString('base64')
}

test('no secret of a request, a job or a failure reaches the log of the server or of its worker', async () => {
  const { lines, log } = recordingLog()
  const server = await realServer({}, { log, localAdminToken: LOCAL }, { log, engineModules: [TONE_ENGINE] })
  onTestFinished(() => server.close())
  const worker = server.house.startWorker()
  const { app, ownerKey, ask } = server
  const submit = (inputs: object) =>
    ask(ownerKey, 'POST', `/api/v3/${TEST_MODEL}`, { prompt: 'hush-prompt', ...inputs, enable_sync_mode: true })

  const made = (await ask(ownerKey, 'POST', '/api/v3/keys', { name: 'laptop' })).body.data
  await ask(made.key, 'GET', '/api/v3/balance?token=hush-query')
  await ask('wsk_hush-wrong-key-000000000000000000000000000000', 'GET', '/api/v3/balance')
  await ask(LOCAL, 'GET', '/api/v3/admin/accounts')
  const headers = { authorization: `Bearer ${ownerKey}`, 'idempotency-key': 'hush-idempotency' }
  await app.inject({
    method: 'POST',
    url: `/api/v3/${TEST_MODEL}?webhook=https://hush-hook.example/x`,
    headers,
    payload: {},
  })

  const webhookSecret = (await ask(ownerKey, 'GET', '/api/v3/webhook/secret')).body.data.secret
  const clip = await inlineClip()
  expect((await submit({ audio: `data:audio/wav;base64,${clip}` })).body.data.status).toBe('completed')
  expect(
    (await submit({ audio: `data:audio/wav;base64,${Buffer.from('hush-not-audio').toString('base64')}` })).body.data
      .status,
  ).toBe('failed')
  const refused = await submit({ audio: 'http://hush-user:hush-password@127.0.0.1:1/hush-path.wav?sig=hush-signature' })
  expect(refused.body.data.status).toBe('failed')

  const ticket = (await ask(ownerKey, 'POST', '/api/v3/media/uploads', { filename: 'a.mp3', size: 3 })).body.data
  const sig = new URL(ticket.upload.url).searchParams.get('sig') ?? ''
  await app.inject({ method: 'PUT', url: ticket.upload.url, payload: 'a' })
  await server.house.database.close()
  await app.inject({ method: 'PUT', url: ticket.upload.url, payload: 'abc' })
  const failed = await app.inject({
    url: '/api/v3/balance?token=hush-query',
    headers: { authorization: `Bearer ${LOCAL}` },
  })
  expect(failed.statusCode).toBeGreaterThanOrEqual(400)
  await worker.stop()

  const written = lines.join('')
  expect(written).toContain('request failed')
  expect(written).toContain('job completed')
  for (const secret of [
    ownerKey,
    made.key,
    LOCAL,
    sig,
    webhookSecret,
    'hush-',
    clip.slice(100, 140),
    new URL(ticket.download_url).pathname,
  ]) {
    expect(secret.length).toBeGreaterThan(4)
    expect(written).not.toContain(secret)
  }
})
