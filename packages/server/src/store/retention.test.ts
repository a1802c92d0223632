import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { EXAMPLE_CLIP_KEY } from '../examples/example-files.ts'
import type { House } from '../house.ts'
import { openQueue } from '../jobs/queue.ts'
import type { Settings } from '../settings.ts'
import { newPrediction, TEST_MODEL } from '../testing/new-prediction.test.fixture.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'
import { conversionKey } from './file-keys.ts'
import type { FileStore, FileSweep } from './files.ts'
import { connectLocalFiles } from './local-files.ts'
import { removeOrphans } from './orphan-files.ts'
import { openRetention, type Retention } from './retention.ts'

const DAY_MS = 24 * 60 * 60 * 1000
let house: House & { readonly settings: Settings }
let files: FileStore & FileSweep

beforeAll(async () => {
  house = await openTestHouse()
  files = connectLocalFiles(join(house.settings.dataFolder, 'files'))
})
afterAll(() => house.close())

const inDays = (days: number, retentionDays = 7): Retention =>
  openRetention(house.database, {
    retentionDays,
    files,
    clock: () => new Date(Date.now() + days * DAY_MS),
  })

async function completedPrediction(): Promise<{ readonly id: string; readonly output: string }> {
  const { id } = await house.predictions.submit(await newPrediction(house))
  const output = `outputs/${id}/0.wav`
  await house.files.put(output, Buffer.from('sound'), 100)
  const queue = openQueue(house.database)
  const job = await queue.claim('worker', id, [TEST_MODEL])
  if (job?.lease.predictionId !== id) throw new Error('another job was waiting')
  const facts = { engine: 'test', engineVersion: '1', warnings: [], report: {}, inferenceMs: 0, stageMs: {} }
  await queue.complete(job.lease, { outputs: [output], ...facts })
  return { id, output }
}

test('a finished prediction goes with its result after seven days, and not before', async () => {
  const { id, output } = await completedPrediction()
  expect(await inDays(6.9).sweep()).toEqual({ predictions: 0, uploads: 0, orphans: 0 })
  expect(await house.predictions.find(house.ownerAccountId, id)).toBeDefined()
  expect(await inDays(7.1).sweep()).toEqual({ predictions: 1, uploads: 0, orphans: 0 })
  expect(await house.predictions.find(house.ownerAccountId, id)).toBeUndefined()
  expect(await house.files.stat(output)).toBeUndefined()
})

test('an upload goes after seven days, with its file', async () => {
  const fileKey = 'uploads/0123456789abcdef/clip.mp3'
  await house.files.put(fileKey, Buffer.from('sound'), 100)
  await house.uploads.record(house.ownerAccountId, { fileKey, filename: 'clip.mp3', sizeBytes: 5 })
  expect((await inDays(6.9).sweep()).uploads).toBe(0)
  expect(await house.files.stat(fileKey)).toBeDefined()
  expect((await inDays(7.1).sweep()).uploads).toBe(1)
  expect(await house.files.stat(fileKey)).toBeUndefined()
})

test('an upload lives a day whatever the retention says', async () => {
  const fileKey = 'uploads/fedcba9876543210/clip.mp3'
  await house.uploads.record(house.ownerAccountId, { fileKey, filename: 'clip.mp3', sizeBytes: 5 })
  expect((await inDays(0.9, 0).sweep()).uploads).toBe(0)
  expect((await inDays(1.1, 0).sweep()).uploads).toBe(1)
})

test('more than one step of rows goes in one sweep', async () => {
  for (let index = 0; index < 450; index++) {
    const fileKey = `uploads/many-${String(index).padStart(20, '0')}/clip.mp3`
    await house.uploads.record(house.ownerAccountId, { fileKey, filename: 'clip.mp3', sizeBytes: 5 })
  }
  expect((await inDays(8).sweep()).uploads).toBe(450)
})

test('a file that no row names goes after a day, whether it was an upload or a result', async () => {
  const orphans = ['uploads/aaaaaaaaaaaaaaaa/clip.mp3', 'outputs/bbbbbbbbbbbbbbbb/0.wav']
  for (const key of orphans) await house.files.put(key, Buffer.from('sound'), 100)
  expect((await inDays(0.9).sweep()).orphans).toBe(0)
  for (const key of orphans) expect(await house.files.stat(key)).toBeDefined()
  expect((await inDays(1.1).sweep()).orphans).toBe(2)
  for (const key of orphans) expect(await house.files.stat(key)).toBeUndefined()
})

test('files that have a row, and the example, are no orphans', async () => {
  const { output } = await completedPrediction()
  const fileKey = 'uploads/cccccccccccccccc/clip.mp3'
  await house.files.put(fileKey, Buffer.from('sound'), 100)
  await house.uploads.record(house.ownerAccountId, { fileKey, filename: 'clip.mp3', sizeBytes: 5 })
  expect((await inDays(1.1).sweep()).orphans).toBe(0)
  for (const key of [output, fileKey, EXAMPLE_CLIP_KEY]) expect(await house.files.stat(key)).toBeDefined()
})

test('a result in another format goes after a day, and before that with its result', async () => {
  const { id, output } = await completedPrediction()
  const converted = conversionKey(output, { format: 'flac', sampleFormat: 's24' })
  await house.files.put(converted, Buffer.from('sound'), 100)
  await inDays(0.9).sweep()
  expect(await house.files.stat(converted)).toBeDefined()
  await inDays(1.1).sweep()
  expect(await house.files.stat(converted)).toBeUndefined()
  expect(await house.files.stat(output)).toBeDefined()
  await house.files.put(converted, Buffer.from('sound'), 100)
  await house.history.remove(house.ownerAccountId, [id])
  expect(await house.files.stat(converted)).toBeUndefined()
})

test('among thousands of orphans, the one file that has a row is found', async () => {
  const fileKey = 'uploads/dddddddddddddddd/clip.mp3'
  await house.uploads.record(house.ownerAccountId, { fileKey, filename: 'clip.mp3', sizeBytes: 5 })
  const orphans = Array.from({ length: 4500 }, (_, index) => `outputs/${String(index).padStart(20, '0')}/0.wav`)
  const deleted: string[] = []
  const listed: FileStore & FileSweep = {
    ...files,
    storedBefore: () => Readable.from([...orphans.slice(0, 3000), fileKey, ...orphans.slice(3000)]),
    delete: async (key) => void deleted.push(key),
  }
  expect(await removeOrphans(house.database, listed, new Date())).toBe(4500)
  expect(deleted.sort()).toEqual(orphans)
})

test('what a killed process was receiving goes after a day, without a restart', async () => {
  const incoming = join(house.settings.dataFolder, 'files', '.incoming')
  await writeFile(join(incoming, 'half'), 'half')
  await inDays(0.9).sweep()
  expect(await readdir(incoming)).toEqual(['half'])
  await inDays(1.1).sweep()
  expect(await readdir(incoming)).toEqual([])
})

test('a job that still waits is kept however old it is', async () => {
  const { id } = await house.predictions.submit(await newPrediction(house))
  await inDays(1000).sweep()
  expect(await house.predictions.find(house.ownerAccountId, id)).toMatchObject({ status: 'created' })
})
