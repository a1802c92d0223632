import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { JobError } from '../errors.ts'
import type { House } from '../house.ts'
import type { Change, LivePrediction } from '../ports.ts'
import { newPrediction, TEST_MODEL } from '../testing/new-prediction.test.fixture.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'
import { type LeasedJob, openQueue, type Queue } from './queue.ts'

let house: House
let queue: Queue
let tokens = 0
let deafen: () => void = () => {}

beforeAll(async () => {
  house = await openTestHouse()
  queue = openQueue(house.database)
})
afterAll(() => house.close())
afterEach(async () => {
  deafen()
  await house.database.kysely.deleteFrom('predictions').execute()
})

const submit = async (): Promise<string> => (await house.predictions.submit(await newPrediction(house))).id

async function claim(): Promise<LeasedJob> {
  tokens += 1
  const job = await queue.claim('worker', `token-${tokens}`, [TEST_MODEL])
  if (!job) throw new Error('nothing to claim')
  return job
}

async function look(id: string): Promise<LivePrediction> {
  const found = await house.live.look(house.ownerAccountId, id)
  if (!found) throw new Error('nothing there')
  return found
}

function hear(): Change[] {
  const heard: Change[] = []
  deafen = house.live.hear((change) => heard.push(change))
  return heard
}

test('every change that a watcher sees raises the revision, and a beat without news does not', async () => {
  const id = await submit()
  const revisions = [(await look(id)).revision]
  const note = async () => revisions.push((await look(id)).revision)
  const { lease } = await claim()
  await note()
  const progress = { stage: 'step', fraction: 0.2, step: { done: 1, total: 8 } }
  await queue.heartbeat(lease, progress)
  await note()
  await queue.heartbeat(lease, { ...progress, remainingMs: 900 })
  expect((await look(id)).revision).toBe(revisions.at(-1))
  await queue.heartbeat(lease, { ...progress, step: { done: 2, total: 8 } })
  await note()
  await queue.release(lease)
  await note()
  const again = await claim()
  await note()
  await queue.fail(again.lease, new JobError('internal'))
  await note()
  expect(revisions).toEqual([...new Set(revisions)].sort((one, other) => one - other))
})

test('changes are told as they commit, and whether those that wait may have moved up', async () => {
  const heard = hear()
  const id = await submit()
  const { lease } = await claim()
  await queue.heartbeat(lease, { stage: 'render', fraction: 0.5 })
  await queue.heartbeat(lease, { stage: 'render', fraction: 0.5 })
  await queue.fail(lease, new JobError('internal'))
  await vi.waitFor(() => expect(heard).toHaveLength(4))
  const facts = { id, accountId: house.ownerAccountId }
  expect(heard).toEqual([true, true, false, true].map((queueMoved) => ({ ...facts, queueMoved })))
})

test('what waits knows its place, in the order in which the queue leases', async () => {
  const [first, second, urgent] = [await submit(), await submit(), await submit()]
  await house.database.kysely.updateTable('predictions').set({ priority: 1 }).where('id', '=', urgent).execute()
  const places = async () => (await Promise.all([first, second, urgent].map(look))).map(({ position }) => position)
  expect(await places()).toEqual([2, 3, 1])
  expect((await claim()).lease.predictionId).toBe(urgent)
  expect(await places()).toEqual([1, 2, undefined])
})

test('another account sees nothing', async () => {
  const id = await submit()
  expect(await house.live.look('somebody-else', id)).toBeUndefined()
  expect(await house.live.changedSince('somebody-else', undefined)).toEqual([])
})

test('who comes back is given what changed meanwhile in the order of its changes, and what goes on', async () => {
  const [ended, running, waiting] = [await submit(), await submit(), await submit()]
  const { lease } = await claim()
  await claim()
  const seen = (await look(running)).revision
  await queue.fail(lease, new JobError('internal'))
  const { ownerAccountId } = house
  expect(await house.live.changedSince(ownerAccountId, undefined)).toEqual([waiting, running])
  expect(await house.live.changedSince(ownerAccountId, seen)).toEqual([waiting, running, ended])
  expect(await house.live.changedSince(ownerAccountId, (await look(ended)).revision)).toEqual([waiting, running])
})
