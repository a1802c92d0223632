import { expect, test } from 'vitest'
import { newWebhookSecret, signWebhook } from './signature.ts'
import { verifies } from './testing/receiver.test.fixture.ts'

/** The vector of the API contract, section 4. */
const SECRET = 'whsec_c2VsZi1ob3N0ZWQtdGVzdC1zZWNyZXQtMDAwMQ=='
const MESSAGE = {
  id: '3f1c9a7be2d04c5f8a6b7c8d9e0f1a2b',
  timestamp: '1767225600',
  body: '{"id":"3f1c9a7be2d04c5f8a6b7c8d9e0f1a2b","model":"stability-ai/stable-audio-3/audio-to-audio","status":"completed"}',
}
const SIGNATURE = 'v3,faa907b33f4a62b2ce6bdc94eddcc68cdded57b611f92c28a9dc7a58a4f1559b'

test('the contract’s vector is met', () => {
  expect(signWebhook(SECRET, MESSAGE)).toBe(SIGNATURE)
})

test('another implementation verifies it, and nothing that was changed', async () => {
  const { id, timestamp, body } = MESSAGE
  const received = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': SIGNATURE }
  expect(await verifies(SECRET, received, body)).toBe(true)
  expect(await verifies(SECRET, received, `${body} `)).toBe(false)
  expect(await verifies(SECRET, { ...received, 'webhook-timestamp': '1767225601' }, body)).toBe(false)
  expect(await verifies(SECRET, { ...received, 'webhook-id': 'another' }, body)).toBe(false)
  expect(
    await verifies(
      newWebhookSecret(() => new Uint8Array(32)),
      received,
      body,
    ),
  ).toBe(false)
})

test('text beyond ASCII is signed as the bytes that are sent', async () => {
  const body = '{"prompt":"alacakaranlıkta neo soul 🎸"}'
  const received = {
    'webhook-id': 'x',
    'webhook-timestamp': '1',
    'webhook-signature': signWebhook(SECRET, { id: 'x', timestamp: '1', body }),
  }
  expect(await verifies(SECRET, received, body)).toBe(true)
})

test('a secret is the prefix and 32 bytes in base64', () => {
  expect(newWebhookSecret((count) => new Uint8Array(count).fill(255))).toBe(`whsec_${'/'.repeat(42)}8=`)
})
