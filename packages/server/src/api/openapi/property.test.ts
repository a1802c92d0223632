/**
 * Thousands of requests made from the document itself, in the spirit of schemathesis, against the real database: whatever
 * is asked, the answer is one that the document tells of. A failure prints the seed and the request; RETIMBRE_SEED and
 * RETIMBRE_RUNS repeat it, or look further.
 */

import fc from 'fast-check'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../clock.ts'
import type { House } from '../../house.ts'
import { systemRandom } from '../../ids.ts'
import { openQueue } from '../../jobs/queue.ts'
import type { Settings } from '../../settings.ts'
import { newPrediction, TEST_MODEL } from '../../testing/new-prediction.test.fixture.ts'
import { openTestHouse } from '../../testing/test-house.test.fixture.ts'
import { createLog } from '../log.ts'
import { buildServer } from '../server.ts'
import type { OpenApiDocument } from './document-types.ts'
import { type Answer, faultsOf } from './testing/answer-faults.test.fixture.ts'
import { type GeneratedRequest, requestsTo, type Target } from './testing/generated-requests.test.fixture.ts'
import type { KnownValues } from './testing/schema-values.test.fixture.ts'

const TONE_ENGINE = new URL('../../testing/tone-engine.test.fixture.ts', import.meta.url).href
const SEED = Number(process.env.RETIMBRE_SEED ?? 20_260_701)
// About three thousand requests in all, some ten seconds of one core.
const RUNS = Number(process.env.RETIMBRE_RUNS ?? 40)
// A machine that is busy with other tests asks fewer, rather than for minutes.
const LIMIT_MS = RUNS * 1_250

const PLAIN: GeneratedRequest = { method: 'GET', url: '/', headers: {} }

// Held answers and event streams last as long as nothing happens, and nothing does.
const SOON = { deadlineMs: 20, lifeMs: 20, heartbeatMs: 10 }

let house: House & { readonly settings: Settings }
let app: FastifyInstance
let document: OpenApiDocument
let targets: readonly Target[]

beforeAll(async () => {
  const settings = { billing: true, startingCreditMicrodollars: 10_000_000_000, maxUploadBytes: 100_000 }
  house = await openTestHouse(settings, { engineModules: [TONE_ENGINE] })
  const tools = { clock: systemClock, random: systemRandom, log: createLog('silent'), sync: SOON, events: SOON }
  app = buildServer(house, house.settings, tools)
  const known = await furnish()
  document = (await app.inject({ url: '/openapi.json' })).json()
  const all = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ document, method, path, operation, known })),
  )
  // What deletes goes last, for it takes away what the others ask about.
  targets = [...all.filter((target) => !deletes(target)), ...all.filter(deletes)]
})
afterAll(async () => {
  await app.close()
  await house.close()
})

function deletes({ method, path }: Target): boolean {
  return method === 'delete' || path.endsWith('/delete')
}

/** A task in every state, a file, a promised upload, and another account with a key. */
async function furnish(): Promise<KnownValues> {
  const queue = openQueue(house.database)
  const fileKey = 'outputs/0123456789abcdef0123456789abcdef/0.wav'
  await house.files.put(fileKey, Buffer.from('RIFF0000WAVEfmt '), 100)
  const ids: string[] = []
  for (const prompt of ['completed', 'processing', 'created']) {
    const { id } = await house.predictions.submit(await newPrediction(house, { input: { prompt } }))
    ids.push(id)
  }
  const first = await queue.claim('worker', 'token-1', [TEST_MODEL])
  const facts = { engine: 'test-tone', engineVersion: '1', warnings: [], report: {}, inferenceMs: 1, stageMs: {} }
  if (first) await queue.complete(first.lease, { outputs: [fileKey], ...facts })
  await queue.claim('worker', 'token-2', [TEST_MODEL])
  const file = { filename: 'a.wav', sizeBytes: 5, contentType: undefined }
  const { ticket, secret } = await house.uploads.createTicket(house.ownerAccountId, file)
  const account = await house.accounts.create({ name: 'Another', role: 'member', creditMicrodollars: 1_000_000 })
  const { keyId } = await house.keys.create(account.id, 'its key')
  const times = ['2026-07-01T12:00:00Z', '1782907200000', new Date().toISOString()]
  const timeFields = ['created_after', 'created_before', 'start_time', 'end_time']
  return {
    id: [...ids, ticket.id, account.id, keyId],
    sig: [secret],
    path: [fileKey, 'uploads/retimbre-example/neo-soul.mp3'],
    ids: [ids.slice(1)],
    audio: [`http://127.0.0.1/files/${fileKey}`, 'https://example.com/a.wav', 'data:audio/wav;base64,UklGRg=='],
    model: [undefined, TEST_MODEL],
    model_id: [TEST_MODEL],
    inputs: [{}, { prompt: 'x', duration: 5 }],
    loras: [undefined, []],
    webhook: [''],
    webhook_url: [''],
    ...Object.fromEntries(timeFields.map((name) => [name, times])),
  }
}

async function ask(target: Target, request: GeneratedRequest, key: string | undefined): Promise<Answer> {
  const headers = { host: '127.0.0.1', ...request.headers, ...(key ? { authorization: `Bearer ${key}` } : {}) }
  const response = await app.inject({ ...request, method: target.method.toUpperCase() as 'GET', headers })
  // The headers of a HEAD speak of a body that does not come.
  const contentType = target.method === 'head' ? '' : String(response.headers['content-type'] ?? '')
  return { status: response.statusCode, contentType, body: response.body }
}

test(
  'whatever is asked of an operation, its answer is one that the document tells of',
  async () => {
    const bad: string[] = []
    const statuses: number[] = []
    for (const target of targets) {
      const property = fc.asyncProperty(requestsTo(target), async (request) => {
        const answer = await ask(target, request, house.firstKey.key)
        statuses.push(answer.status)
        const faults = faultsOf(document, target.operation, answer)
        if (faults.length > 0) throw new Error(`${target.method} ${target.path}: ${faults.join('; ')}`)
      })
      const outcome = await fc.check(property, {
        seed: SEED,
        numRuns: RUNS,
        interruptAfterTimeLimit: LIMIT_MS / targets.length,
      })
      if (outcome.counterexample !== null) bad.push(`${outcome.errorInstance}\n${fc.defaultReportMessage(outcome)}`)
    }
    expect(bad.join('\n\n')).toBe('')
    // Requests that are all refused at the door would find nothing.
    expect(statuses.filter((status) => status === 200).length / statuses.length).toBeGreaterThan(0.25)
  },
  2 * LIMIT_MS,
)

test('without a key, or with one that is none, every keyed operation answers 401 and no other does', async () => {
  for (const target of targets) {
    for (const key of [undefined, 'wsk_0000000000000000000000000000000000000000000000', '\0', 'a b']) {
      const [request = PLAIN] = fc.sample(requestsTo(target), { seed: SEED, numRuns: 1 })
      const url = target.path.replace(/\{\w+\}/g, 'x')
      const answer = await ask(target, { ...request, url }, key)
      const keyed = target.operation.security.length > 0
      expect([target.path, answer.status === 401]).toEqual([target.path, keyed])
      expect(faultsOf(document, target.operation, answer)).toEqual([])
    }
  }
})
