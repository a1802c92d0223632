import { beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { WaveSpeed } from 'wavespeed-0.0'
import { call, uploadClip } from '../api.ts'
import { tuneAsMp3 } from '../clip.ts'
import { API_KEY, MODEL } from '../service.ts'
import { type Call, type Receiver, startReceiver } from './receiver.ts'

// Receivers refuse a call whose time differs by more.
const MAX_AGE_SECONDS = 300

const service = { url: inject('serviceUrl') }

let audio: string
let receiver: Receiver

beforeAll(async () => {
  audio = await uploadClip(service, await tuneAsMp3(2), 'tune.mp3')
})
beforeEach(async () => {
  receiver = await startReceiver()
  return () => receiver.close()
})

/** As a receiver's author writes it from the documentation, with another library than the service's. */
async function verify(
  secret: string,
  { headers, body }: Pick<Call, 'headers' | 'body'>,
  now: number,
): Promise<boolean> {
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = headers
  if (Math.abs(now - Number(timestamp)) > MAX_AGE_SECONDS) return false
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const bytes = new TextEncoder().encode(secret.replace(/^whsec_/, ''))
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['verify'])
  const [version, hex = ''] = String(signature).split(',')
  const message = new TextEncoder().encode(`${id}.${timestamp}.${body}`)
  return version === 'v3' && crypto.subtle.verify('HMAC', key, Buffer.from(hex, 'hex'), message)
}

const seconds = (): number => Date.now() / 1000

/** A submit as the first client makes it: the callback stands in the query as it is, not encoded. */
const runWithWebhook = (webhook: string, inputs: object = {}) =>
  new WaveSpeed(API_KEY, { baseUrl: `${service.url}/api/v3/` }).create(
    MODEL,
    { audio, prompt: 'warm', duration: 1, ...inputs },
    { webhook },
  )

const secret = async (): Promise<string> => (await call<{ secret: string }>(service, '/api/v3/webhook/secret')).secret

test('the verification here accepts the test vector, and neither another body nor an old call', async () => {
  const vector = {
    secret: 'whsec_c2VsZi1ob3N0ZWQtdGVzdC1zZWNyZXQtMDAwMQ==',
    headers: {
      'webhook-id': '3f1c9a7be2d04c5f8a6b7c8d9e0f1a2b',
      'webhook-timestamp': '1767225600',
      'webhook-signature': 'v3,faa907b33f4a62b2ce6bdc94eddcc68cdded57b611f92c28a9dc7a58a4f1559b',
    },
    body: `{"id":"3f1c9a7be2d04c5f8a6b7c8d9e0f1a2b","model":"${MODEL}","status":"completed"}`,
  }
  expect(await verify(vector.secret, vector, 1767225600)).toBe(true)
  expect(await verify(vector.secret, { ...vector, body: `${vector.body} ` }, 1767225600)).toBe(false)
  expect(await verify(vector.secret, vector, 1767225600 + MAX_AGE_SECONDS + 1)).toBe(false)
})

test('wavespeed 0.0.15 names a callback with a query of its own, and the callback gets the signed result', async () => {
  const { id } = await runWithWebhook(`http://127.0.0.1:${receiver.port}/hook?user=7&then=http://next.example/?x=1`)
  const report = await receiver.next()
  expect(report.target).toBe('/hook?user=7&then=http://next.example/?x=1')
  expect(report.headers).toMatchObject({
    'content-type': expect.stringMatching(/^application\/json/),
    'webhook-id': id,
  })
  expect(await verify(await secret(), report, seconds())).toBe(true)
  expect(JSON.parse(report.body)).toMatchObject({
    ...{ id, model: MODEL, status: 'completed', error: '', has_nsfw_contents: [false] },
    outputs: [expect.stringMatching(/^http:.*\.mp3$/)],
    input: { audio, prompt: 'warm', duration: 1 },
  })
})

test('a receiver that fails is called again, with the same event and a new time', async () => {
  receiver.answerNext(500)
  const letter = await uploadClip(service, Buffer.from('This is not a song. '.repeat(50)), 'letter.mp3')
  const { id } = await runWithWebhook(`http://127.0.0.1:${receiver.port}/`, { audio: letter })
  const [first, second] = [await receiver.next(), await receiver.next()]
  expect(JSON.parse(first.body)).toMatchObject({
    id,
    status: 'failed',
    outputs: [],
    error: expect.stringMatching(/audio/),
  })
  expect(second.body).toBe(first.body)
  expect(second.headers['webhook-id']).toBe(first.headers['webhook-id'])
  expect(Number(second.headers['webhook-timestamp'])).toBeGreaterThan(Number(first.headers['webhook-timestamp']))
  expect(await verify(await secret(), second, seconds())).toBe(true)
})

test.each(['http://localhost:PORT/', 'http://[::ffff:127.0.0.1]:PORT/', 'https://169.254.169.254/latest/meta-data/'])(
  'no call goes to %s, which nobody has allowed: the submit is refused',
  async (address) => {
    const blocked = address.replace('PORT', String(receiver.port))
    await expect(runWithWebhook(blocked)).rejects.toThrow(/Failed to create prediction: 400 .*webhook/)
    expect(receiver.calls).toEqual([])
  },
)
