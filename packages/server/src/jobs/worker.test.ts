import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decode, encode, SAMPLE_RATE_HZ } from '@retimbre/media'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { House } from '../house.ts'
import type { Settings } from '../settings.ts'
import { newPrediction } from '../testing/new-prediction.test.fixture.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'
import type { NewPrediction, Prediction } from './prediction.ts'
import { openQueue } from './queue.ts'
import type { WorkerSupervisor } from './worker-supervisor.ts'

const TONE_ENGINE = new URL('../testing/tone-engine.test.fixture.ts', import.meta.url).href
const CREDIT = 1_000_000

let house: House & { readonly settings: Settings }
let worker: WorkerSupervisor
let scratch: string
let clip: Uint8Array
/** Somebody else's web server, which the operator allowed. */
let website: Server

const TONE = Float32Array.from({ length: SAMPLE_RATE_HZ }, (_, index) => 0.5 * Math.sin(index / 20))
const websiteHost = (): string => `127.0.0.1:${(website.address() as AddressInfo).port}`

beforeAll(async () => {
  clip = await encode({ left: TONE, right: TONE }, { format: 'wav' })
  website = createServer((_, response) => void response.end(clip)).listen(0, '127.0.0.1')
  await once(website, 'listening')
  website.unref()
  scratch = await mkdtemp(join(tmpdir(), 'retimbre-scratch-'))
  house = await openTestHouse(
    { billing: true, startingCreditMicrodollars: CREDIT, allowedSourceHosts: [websiteHost()] },
    { engineModules: [TONE_ENGINE], reapMs: 50 },
  )
  worker = house.startWorker()
})
afterAll(async () => {
  await house.close()
  website.close()
  await rm(scratch, { recursive: true, force: true })
})
afterEach(() => {
  if (worker.pid !== undefined) process.kill(worker.pid, 'SIGCONT')
})

async function submit(prompt: string, changes: Partial<NewPrediction> = {}): Promise<string> {
  const request = await newPrediction(house, changes)
  const { id } = await house.predictions.submit({ ...request, render: { ...request.render, prompt } })
  return id
}

const find = (id: string): Promise<Prediction | undefined> => house.predictions.find(house.ownerAccountId, id)
const finished = (id: string): Promise<Prediction | undefined> =>
  house.predictions.waitUntilFinished(house.ownerAccountId, id, 45_000, new AbortController().signal)

async function completed(id: string): Promise<Prediction & { readonly status: 'completed' }> {
  const prediction = await finished(id)
  if (prediction?.status !== 'completed') throw new Error(`not completed: ${JSON.stringify(prediction)}`)
  return prediction
}

async function attempts(id: string): Promise<number> {
  const row = await house.database.kysely
    .selectFrom('predictions')
    .select('attempts')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.attempts
}

/** A job that renders until its gate is opened, seen rendering. */
async function heldJob(): Promise<{ readonly id: string; readonly open: () => Promise<void> }> {
  const gate = join(scratch, `gate-${Math.random().toString(16).slice(2)}`)
  const id = await submit(`wait for ${gate}`)
  await vi.waitFor(
    async () => {
      const prediction = await find(id)
      expect(prediction).toMatchObject({ status: 'processing', progress: { stage: 'tone' } })
    },
    { timeout: 30_000 },
  )
  return { id, open: () => writeFile(gate, '') }
}

async function backdateLease(id: string): Promise<void> {
  const past = new Date(Date.now() - 1000)
  await house.database.kysely.updateTable('predictions').set({ lease_expires_at: past }).where('id', '=', id).execute()
}

test('a stored clip comes out rendered, encoded, stored and paid for', async () => {
  const key = 'uploads/0123456789abcdef/clip.wav'
  await house.files.put(key, clip, 10_000_000)
  const before = await house.ledger.balanceMicrodollars(house.ownerAccountId)

  const prediction = await completed(await submit('quieter', { source: { kind: 'file', key } }))

  expect(prediction).toMatchObject({ engine: 'test-tone', engineVersion: '1', warnings: [] })
  expect(prediction.outputs).toHaveLength(1)
  expect(prediction.executionMs).toBeGreaterThan(0)
  expect(prediction.inferenceMs).toBeGreaterThan(0)
  expect(prediction.inferenceMs).toBeLessThanOrEqual(prediction.executionMs)
  const { audio, info } = await decode(await house.files.read(prediction.outputs[0]))
  expect(audio.left.length).toBe(2 * SAMPLE_RATE_HZ)
  expect(audio.left[1000]).toBeCloseTo(TONE[1000] / 2, 2)
  expect(info).toBeDefined()
  expect(await house.ledger.balanceMicrodollars(house.ownerAccountId)).toBe(before - 24_000)
})

test('a source that is not audio fails the job with a plain reason, and costs nothing', async () => {
  const before = await house.ledger.balanceMicrodollars(house.ownerAccountId)
  const key = 'uploads/0123456789abcdef/notes.txt'
  await house.files.put(key, Buffer.from('not a sound'), 100)
  const prediction = await finished(await submit('x', { source: { kind: 'file', key } }))
  expect(prediction).toMatchObject({ status: 'failed', errorCode: 1402, error: expect.stringMatching(/format/) })
  expect(await house.ledger.balanceMicrodollars(house.ownerAccountId)).toBe(before)
})

test('a source that has meanwhile been removed fails the job', async () => {
  const source = { kind: 'file', key: 'uploads/0123456789abcdef/gone.mp3' } as const
  expect(await finished(await submit('x', { source }))).toMatchObject({ status: 'failed', errorCode: 1402 })
})

test('a source address that may be fetched from is fetched', async () => {
  const source = { kind: 'url', url: `http://${websiteHost()}/clip.wav` } as const
  const { outputs } = await completed(await submit('quieter', { source }))
  const { audio } = await decode(await house.files.read(outputs[0]))
  expect(audio.left[1000]).toBeCloseTo(TONE[1000] / 2, 2)
})

test('a source address inside this network is refused', async () => {
  const source = { kind: 'url', url: 'http://127.0.0.1:9/clip.mp3' } as const
  expect(await finished(await submit('x', { source }))).toMatchObject({ status: 'failed', errorCode: 1402 })
})

test('a silent result is gated, and what the engine refuses is told', async () => {
  const silent = await submit('silence')
  const refused = await submit('refuse')
  const tripped = await submit('trip')
  expect(await finished(silent)).toMatchObject({
    status: 'failed',
    errorCode: 1403,
    error: expect.stringMatching(/silent/),
  })
  expect(await finished(refused)).toMatchObject({
    status: 'failed',
    errorCode: 1403,
    error: 'The engine could not render this request: this prompt is beyond it.',
  })
  expect(await finished(tripped)).toMatchObject({
    status: 'failed',
    errorCode: 5000,
    error: 'Internal error while generating audio.',
  })
})

test('an engine that crashes on a job each time loses it after three attempts, and the next job works', async () => {
  const id = await submit('crash')
  expect(await finished(id)).toMatchObject({ status: 'failed', errorCode: 1405 })
  expect(await attempts(id)).toBe(3)
  await completed(await submit('a tone'))
})

test('jobs that wait behind one that crashes its engine are served before it is tried again', async () => {
  const crashing = await submit('crash')
  const behind = [await submit('a tone'), await submit('a tone')]
  for (const id of behind) await completed(id)
  expect(await attempts(crashing)).toBeLessThan(3)
  expect(await finished(crashing)).toMatchObject({ status: 'failed', errorCode: 1405 })
})

test('a job whose worker is killed in the middle is completed by the next worker', async () => {
  const { id, open } = await heldJob()
  const { pid } = worker
  process.kill(pid ?? 0, 'SIGKILL')
  await open()
  await completed(id)
  expect(worker.pid).not.toBe(pid)
  expect(await attempts(id)).toBe(2)
})

test('a worker that wakes after its lease ran out changes nothing, and goes on with other jobs', async () => {
  const { id, open } = await heldJob()
  const queue = openQueue(house.database)
  const pid = worker.pid ?? 0
  process.kill(pid, 'SIGSTOP')
  // Another worker takes the job in one go, so that the reaper has no frozen lease to see.
  await house.database.kysely.updateTable('predictions').set({ lease_token: 'other' }).where('id', '=', id).execute()
  await open()
  process.kill(pid, 'SIGCONT')
  await completed(await submit('a tone'))
  expect(await find(id)).toMatchObject({ status: 'processing' })
  const facts = { engine: 'other', engineVersion: '1', warnings: [], report: {}, inferenceMs: 0, stageMs: {} }
  expect(await queue.complete({ predictionId: id, token: 'other' }, { outputs: [], ...facts })).toBe(true)
  expect(await find(id)).toMatchObject({ status: 'completed', engine: 'other' })
  expect(worker.pid).toBe(pid)
})

test('a worker that is frozen past its lease is replaced, and its job completed', async () => {
  const { id, open } = await heldJob()
  const frozen = worker.pid ?? 0
  process.kill(frozen, 'SIGSTOP')
  await backdateLease(id)
  await open()
  await completed(id)
  expect(worker.pid).not.toBe(frozen)
})

test('nothing is left in the folder for files that are being received', async () => {
  expect(await readdir(join(house.settings.dataFolder, 'files', '.incoming'))).toEqual([])
})
