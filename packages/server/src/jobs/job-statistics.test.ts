import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { JobError } from '../errors.ts'
import type { House } from '../house.ts'
import type { EndedJob } from '../ports.ts'
import { newPrediction, TEST_MODEL } from '../testing/new-prediction.test.fixture.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'
import { openQueue } from './queue.ts'

let house: House

beforeAll(async () => {
  house = await openTestHouse()
})
afterAll(() => house.close())

test('the queue is counted by model, and ends are told with their stages or their code', async () => {
  const queue = openQueue(house.database)
  const heard: EndedJob[] = []
  await house.statistics.onEnd((job) => heard.push(job))
  expect(await house.statistics.queue()).toEqual([])
  for (let index = 0; index < 4; index++) await house.predictions.submit(await newPrediction(house))
  const claim = async (token: string) => {
    const job = await queue.claim('worker', token, [TEST_MODEL])
    if (!job) throw new Error('nothing to claim')
    return job.lease
  }
  const facts = { engine: 'test', engineVersion: '1', warnings: [], report: {}, inferenceMs: 0, outputs: [] }
  await queue.complete(await claim('one'), { ...facts, stageMs: { render: 40 } })
  await queue.fail(await claim('two'), new JobError('no_engine'))
  await claim('three')
  await vi.waitFor(() => expect(heard).toHaveLength(2))
  expect(heard).toEqual([
    { model: TEST_MODEL, engine: 'test', errorCode: undefined, stageMs: { render: 40 } },
    { model: TEST_MODEL, engine: '', errorCode: 5003, stageMs: {} },
  ])
  const [state, ...others] = await house.statistics.queue()
  expect(others).toEqual([])
  expect(state).toMatchObject({ model: TEST_MODEL, waiting: 1, running: 1, submitted: 4 })
  expect(await house.statistics.deliveries()).toEqual({ pending: 0, delivered: 0, failed: 0 })
  expect(state?.oldestWaitingSeconds).toBeGreaterThan(0)
})
