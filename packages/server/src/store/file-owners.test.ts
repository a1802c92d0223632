import { afterAll, beforeAll, expect, test } from 'vitest'
import { EXAMPLE_CLIP_KEY, exampleResultKey } from '../examples/example-files.ts'
import { EXAMPLES } from '../examples/gallery.ts'
import type { House } from '../house.ts'
import { openQueue } from '../jobs/queue.ts'
import { newPrediction, TEST_MODEL } from '../testing/new-prediction.test.fixture.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'

let house: House

beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

test('uploads and results are their account’s, the examples are everybody’s, and all else is nobody’s', async () => {
  const upload = { fileKey: 'uploads/0123456789abcdef/clip.mp3', filename: 'clip.mp3', sizeBytes: 3 }
  await house.uploads.record(house.ownerAccountId, upload)
  await house.predictions.submit(await newPrediction(house))
  const queue = openQueue(house.database)
  const job = await queue.claim('worker', 'token', [TEST_MODEL])
  if (!job) throw new Error('nothing to claim')
  const outputs = ['outputs/0123456789abcdef/0.mp3', 'outputs/0123456789abcdef/1.mp3']
  const facts = { engine: 'test', engineVersion: '1', warnings: [], report: {}, inferenceMs: 0, stageMs: {} }
  await queue.complete(job.lease, { ...facts, outputs })

  const { owns } = house.fileOwners
  for (const key of [upload.fileKey, ...outputs]) {
    expect(await owns(house.ownerAccountId, key)).toBe(true)
    expect(await owns('somebody-else', key)).toBe(false)
  }
  expect(await owns(house.ownerAccountId, 'outputs/0123456789abcdef/2.mp3')).toBe(false)
  for (const key of [EXAMPLE_CLIP_KEY, ...EXAMPLES.map(exampleResultKey)]) {
    expect(await owns('somebody-else', key)).toBe(true)
    expect(await house.files.stat(key)).toBeDefined()
  }
})
