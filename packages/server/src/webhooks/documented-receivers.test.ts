/** The receivers of docs/webhooks.md, taken from there and run. */

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { expect, onTestFinished, test } from 'vitest'
import type { Prediction } from '../jobs/prediction.ts'
import { renderParameters, TEST_MODEL } from '../testing/new-prediction.test.fixture.ts'
import { callWebhook } from './call.ts'
import { signedRequest } from './signed-request.ts'

const SECRET = 'whsec_c2VsZi1ob3N0ZWQtdGVzdC1zZWNyZXQtMDAwMQ=='
const OTHER = 'whsec_b3RoZXItc2VjcmV0LW90aGVyLXNlY3JldC0wMDAwMDA='
const FIVE_MINUTES_MS = 300_000

const RECEIVERS = [
  { language: 'js', run: [process.execPath, '--input-type=module', '--eval'] },
  { language: 'python', run: ['python3', '-c'] },
]
const hasPython = spawnSync('python3', ['--version']).status === 0

/** Gives the port that the receiver took. */
async function start(language: string, [program = '', ...args]: readonly string[]): Promise<number> {
  const page = await readFile(new URL('../../../../docs/webhooks.md', import.meta.url), 'utf8')
  const code = new RegExp(`\`\`\`${language}\n(.*?)\`\`\``, 's').exec(page)?.[1] ?? ''
  const environment = { PATH: process.env.PATH, WEBHOOK_SECRET: SECRET, PORT: '0' }
  const child = spawn(program, [...args, code], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(async () => {
    child.kill()
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  })
  const [port] = await once(createInterface(child.stdout), 'line')
  return Number(port)
}

function completed(port: number): Prediction {
  const at = new Date('2026-07-01T12:34:56.789Z')
  return {
    ...{ id: '3f1c9a7be2d04c5f8a6b7c8d9e0f1a2b', accountId: 'a', keyId: 'k', model: TEST_MODEL, seed: 7 },
    ...{ input: { prompt: 'alacakaranlık 🎸' }, render: renderParameters({ kind: 'words', durationSeconds: 2 }) },
    ...{ unknownInput: {}, source: null, outputFormat: 'mp3', base64Output: false, priceMicrodollars: 0 },
    ...{ status: 'completed', outputs: ['outputs/0123456789abcdef/0.mp3'], createdAt: at, finishedAt: at },
    ...{ engine: 'test', engineVersion: '1', warnings: [], report: {}, executionMs: 2, inferenceMs: 1 },
    webhook: { url: `http://127.0.0.1:${port}/`, destination: '', serverUrl: 'https://audio.example.net' },
  }
}

test.each(RECEIVERS)('the receiver in $language takes what is genuine, and nothing else', async ({ language, run }) => {
  if (language === 'python' && !hasPython) return
  const prediction = completed(await start(language, run))
  const send = async (current: string, previous: string | undefined, now: Date, spoil = (body: string) => body) => {
    const request = signedRequest(prediction, { current, previous }, now)
    if (!request) throw new Error('no webhook')
    const spoilt = { ...request, body: spoil(request.body) }
    const outcome = await callWebhook(spoilt, { allowedHosts: ['127.0.0.1'] }, new AbortController().signal)
    return outcome.httpStatus
  }
  const now = new Date()
  expect(await send(SECRET, undefined, now)).toBe(204)
  expect(await send(OTHER, SECRET, now)).toBe(204)
  expect(await send(OTHER, undefined, now)).toBe(401)
  expect(await send(SECRET, undefined, now, (body) => body.replace('completed', 'failed'))).toBe(401)
  expect(await send(SECRET, undefined, new Date(now.getTime() - FIVE_MINUTES_MS))).toBe(401)
  expect(await send(SECRET, undefined, new Date(now.getTime() + 2 * FIVE_MINUTES_MS))).toBe(401)
})
