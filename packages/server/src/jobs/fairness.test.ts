import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openLedgerAccounts } from '../accounts/ledger.ts'
import type { House } from '../house.ts'
import { newPrediction, TEST_MODEL } from '../testing/new-prediction.test.fixture.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'
import { nextJob } from './claiming.ts'
import type { NewPrediction } from './prediction.ts'
import { type LeasedJob, openQueue, type Queue } from './queue.ts'

const ACCOUNTS = ['busy', 'calm', 'third']
const FACTS = { engine: 'test-tone', engineVersion: '1', warnings: [], report: {}, inferenceMs: 0, stageMs: {} }

let house: House
let queue: Queue
let request: NewPrediction
let tokens = 0

beforeAll(async () => {
  house = await openTestHouse()
  queue = openQueue(house.database)
  request = await newPrediction(house)
  await house.database.transaction(async (transaction) => {
    for (const id of ACCOUNTS) {
      await transaction.insertInto('accounts').values({ id, name: id, created_at: new Date() }).execute()
      await openLedgerAccounts(transaction, id)
    }
  })
})
afterAll(() => house.close())
beforeEach(async () => {
  const { kysely } = house.database
  await kysely.deleteFrom('predictions').execute()
  await kysely.updateTable('accounts').set({ last_served_at: null, concurrency: null }).execute()
  await kysely.updateTable('api_keys').set({ concurrency: null }).execute()
})

const submit = async (accountId: string, changes: Partial<NewPrediction> = {}): Promise<string> =>
  (await house.predictions.submit({ ...request, accountId, ...changes })).id

/** More jobs than a test would care to submit one by one. */
async function fill(accountId: string, count: number, ended = false): Promise<void> {
  const id = await submit(accountId)
  await sql`
    insert into predictions (
      id, account_id, key_id, model, input, render, unknown_input, output_format, base64_output, seed,
      price_microdollars, reserved_microdollars, status, created_at, finished_at
    ) select md5(id || number), account_id, key_id, model, input, render, unknown_input, output_format, base64_output, seed,
      price_microdollars, reserved_microdollars, ${ended ? 'completed' : 'created'}, created_at,
      ${ended ? sql`now()` : sql`null::timestamptz`}
    from predictions, generate_series(2, ${count}::int) as number where id = ${id}`.execute(house.database.kysely)
}

async function claim(from = queue): Promise<LeasedJob | undefined> {
  tokens += 1
  return from.claim('worker-1', `token-${tokens}`, [TEST_MODEL])
}

async function claimed(from = queue): Promise<LeasedJob> {
  const job = await claim(from)
  if (!job) throw new Error('nothing to claim')
  return job
}

const complete = ({ lease }: LeasedJob): Promise<boolean> => queue.complete(lease, { ...FACTS, outputs: [] })

/** The accounts that one worker serves in turn. */
async function served(count: number): Promise<readonly string[]> {
  const accounts: string[] = []
  for (let turn = 0; turn < count; turn++) {
    const job = await claimed()
    accounts.push(job.request.accountId)
    await complete(job)
  }
  return accounts
}

test("a thousand jobs of one account hold another's first up by the one that runs, and no more", async () => {
  await fill('busy', 1_000)
  const running = await claimed()
  const first = await submit('calm')
  await complete(running)
  expect((await claimed()).lease.predictionId).toBe(first)
})

test('accounts with jobs waiting take turns', async () => {
  await fill('busy', 20)
  await fill('calm', 3)
  await fill('third', 2)
  const turns = await served(9)
  for (const round of [turns.slice(0, 3), turns.slice(3, 6)]) expect([...round].sort()).toEqual(ACCOUNTS)
  expect(turns.slice(6).sort()).toEqual(['busy', 'busy', 'calm'])
})

test('deleting its history does not bring an account its turn back', async () => {
  await fill('busy', 5)
  await fill('calm', 5)
  const first = await claimed()
  await complete(first)
  await house.database.kysely.deleteFrom('predictions').where('id', '=', first.lease.predictionId).execute()
  expect((await claimed()).request.accountId).not.toBe(first.request.accountId)
})

test('of several workers the next goes to the account with the fewest running jobs', async () => {
  await fill('busy', 10)
  for (let running = 0; running < 3; running++) await claimed()
  await fill('calm', 10)
  const next = [await claimed(), await claimed(), await claimed()]
  expect(next.map(({ request: { accountId } }) => accountId)).toEqual(['calm', 'calm', 'calm'])
})

test("inside an account the priority decides, then the age; another account's priority does not", async () => {
  const old = await submit('calm')
  const young = await submit('calm')
  const urgent = await submit('calm')
  const foreign = await submit('busy')
  const raise = (id: string, priority: number) =>
    house.database.kysely.updateTable('predictions').set({ priority }).where('id', '=', id).execute()
  await raise(urgent, 1)
  await raise(foreign, 100)
  const order = [await claimed(), await claimed(), await claimed(), await claimed()]
  const ofCalm = order.filter(({ request: { accountId } }) => accountId === 'calm')
  expect(ofCalm.map(({ lease }) => lease.predictionId)).toEqual([urgent, old, young])
})

test('jobs above the limit of an account wait, and go on when one of its jobs has ended', async () => {
  const limited = openQueue(house.database, { accountConcurrency: 2 })
  await fill('busy', 4)
  const first = await claimed(limited)
  await claimed(limited)
  expect(await claim(limited)).toBeUndefined()
  const other = await submit('calm')
  expect((await claimed(limited)).lease.predictionId).toBe(other)
  await complete(first)
  expect((await claimed(limited)).request.accountId).toBe('busy')
  expect(await claim(limited)).toBeUndefined()
})

test('a cancelled job makes room under the limit', async () => {
  const limited = openQueue(house.database, { accountConcurrency: 1 })
  await fill('busy', 2)
  const { lease } = await claimed(limited)
  expect(await claim(limited)).toBeUndefined()
  await house.predictions.cancel('busy', lease.predictionId)
  expect((await claimed(limited)).request.accountId).toBe('busy')
})

test("an account's own limit goes before the server's, and 0 lifts it", async () => {
  const limited = openQueue(house.database, { accountConcurrency: 1 })
  const allow = (concurrency: number) =>
    house.database.kysely.updateTable('accounts').set({ concurrency }).where('id', '=', 'busy').execute()
  await fill('busy', 6)
  await allow(2)
  await claimed(limited)
  await claimed(limited)
  expect(await claim(limited)).toBeUndefined()
  await allow(0)
  await claimed(limited)
  await claimed(limited)
})

test('a key at its limit waits, while the other keys of its account go on', async () => {
  const { keyId } = await house.apiKeys.create('busy', 'another')
  await house.database.kysely.updateTable('api_keys').set({ concurrency: 1 }).where('id', '=', request.keyId).execute()
  await fill('busy', 3)
  const other = await submit('busy', { keyId })
  const first = await claimed()
  expect(first.request.keyId).toBe(request.keyId)
  expect((await claimed()).lease.predictionId).toBe(other)
  expect(await claim()).toBeUndefined()
  await complete(first)
  expect((await claimed()).request.keyId).toBe(request.keyId)
})

test('the next job is found by the indexes, whatever has ended before it', async () => {
  await fill('calm', 5_000, true)
  await fill('busy', 50)
  const next = nextJob({ models: [TEST_MODEL], accountConcurrency: 0 })
  const { rows } = await sql<{ 'QUERY PLAN': string }>`
    explain with recursive ${next} select id from taken`.execute(house.database.kysely)
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  expect(plan).toContain('predictions_waiting')
  expect(plan).not.toMatch(/Seq Scan on predictions/)
})
