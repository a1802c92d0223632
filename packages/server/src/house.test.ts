import { afterEach, beforeEach, expect, test } from 'vitest'
import { systemClock } from './clock.ts'
import { type House, openHouse } from './house.ts'
import { systemRandom } from './ids.ts'
import { openQueue } from './jobs/queue.ts'
import { silentLog } from './log.ts'
import { readSettings } from './settings.ts'
import { freshDataFolder, removeDataFolder } from './testing/data-folder.test.fixture.ts'
import { newPrediction, TEST_MODEL } from './testing/new-prediction.test.fixture.ts'

let dataFolder: string

beforeEach(async () => {
  dataFolder = await freshDataFolder()
})
afterEach(() => removeDataFolder(dataFolder))

const open = (): Promise<House> =>
  openHouse(readSettings({ RETIMBRE_DATA: dataFolder, RETIMBRE_MODELS_CACHE: dataFolder }), {
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
  })

test('what a server knew is there after it starts again, and what it was working on is taken up at once', async () => {
  const before = await open()
  const request = await newPrediction(before)
  const { id } = await before.predictions.submit(request)
  await openQueue(before.database).claim('a worker that nobody stopped', 'token', [TEST_MODEL])
  await before.close()

  const after = await open()
  expect(after.firstKey).toEqual(before.firstKey)
  expect(await after.predictions.find(after.ownerAccountId, id)).toMatchObject({ ...request, id, status: 'processing' })
  const job = await openQueue(after.database).claim('its successor', 'token-2', [TEST_MODEL])
  expect(job).toMatchObject({ lease: { predictionId: id }, attempt: 1 })
  await after.close()
})

test('a folder that is said to hold a checkpoint and does not is told at start', async () => {
  const settings = readSettings({ RETIMBRE_DATA: dataFolder, RETIMBRE_CHECKPOINT: dataFolder })
  const opening = openHouse(settings, { clock: systemClock, random: systemRandom, log: silentLog })
  await expect(opening).rejects.toThrow(`RETIMBRE_CHECKPOINT names ${dataFolder}`)
})
