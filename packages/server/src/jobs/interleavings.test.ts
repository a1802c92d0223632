import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { grantCredit, openLedgerAccounts } from '../accounts/ledger.ts'
import { JobError, ServerError } from '../errors.ts'
import type { House } from '../house.ts'
import { newPrediction, TEST_MODEL } from '../testing/new-prediction.test.fixture.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'
import type { NewPrediction, Prediction } from './prediction.ts'
import { type JobResult, type Lease, openQueue, type Queue } from './queue.ts'

const PRICE = 24_000
/** Few enough that some submits cannot be paid. */
const JOBS_PAID_FOR = 6
const RESULT: JobResult = {
  ...{ outputs: [], engine: 'test-tone', engineVersion: '1', warnings: [], report: {}, inferenceMs: 0, stageMs: {} },
}

// A change of state that goes back, or that touches what has ended, fails the statement that wanted it.
const ONLY_FORWARD = `
create function only_forward() returns trigger language plpgsql as $$
declare order_of_states constant text[] := array['created', 'processing', 'completed'];
begin
  if old.finished_at is not null or (new.status <> 'failed' and
    array_position(order_of_states, new.status) < array_position(order_of_states, old.status)) then
    raise exception 'a job went from % to %', old.status, new.status;
  end if;
  return new;
end $$`
const ONLY_FORWARD_TRIGGER = `
create trigger only_forward before update on predictions for each row execute function only_forward()`

let house: House
let queue: Queue
let request: NewPrediction
let runs = 0

beforeAll(async () => {
  house = await openTestHouse({ billing: true })
  queue = openQueue(house.database, { accountConcurrency: 2 })
  request = await newPrediction(house, { priceMicrodollars: PRICE })
  for (const statement of [ONLY_FORWARD, ONLY_FORWARD_TRIGGER]) await sql.raw(statement).execute(house.database.kysely)
})
afterAll(() => house.close())

type Step = (world: World) => Promise<unknown>

/** What the clients and workers of one run know. */
interface World {
  readonly accounts: readonly string[]
  readonly submitted: Prediction[]
  readonly leases: Lease[]
  /** Ids, once for every time that somebody was told that it is done. */
  readonly completed: string[]
}

async function newWorld(): Promise<World> {
  runs += 1
  await house.database.kysely.deleteFrom('predictions').execute()
  const accounts = ['a', 'b', 'c'].map((name) => `${name}${runs}`)
  await house.database.transaction(async (transaction) => {
    for (const id of accounts) {
      await transaction.insertInto('accounts').values({ id, name: id, created_at: new Date() }).execute()
      await openLedgerAccounts(transaction, id)
      await grantCredit(transaction, id, JOBS_PAID_FOR * PRICE)
    }
  })
  return { accounts, submitted: [], leases: [], completed: [] }
}

const submit = (account: number, key: number | undefined): Step => {
  const idempotency = key === undefined ? undefined : { key: `key-${key}`, requestHash: 'hash' }
  return async ({ accounts, submitted }) => {
    try {
      const accountId = accounts[account]
      const { prediction } = await house.predictions.submitOnce({ ...request, accountId }, idempotency)
      submitted.push(prediction)
    } catch (error) {
      if (!(error instanceof ServerError && error.code === 'insufficient_credits')) throw error
    }
  }
}

let tokens = 0
const claim =
  (owner: string): Step =>
  async ({ leases }) => {
    tokens += 1
    const job = await queue.claim(owner, `token-${tokens}`, [TEST_MODEL])
    if (job) leases.push(job.lease)
  }

/** With any lease that was ever given out, so most are void. */
const withLease =
  (index: number, act: (lease: Lease, world: World) => Promise<unknown>): Step =>
  async (world) => {
    const { leases } = world
    if (leases.length > 0) await act(leases[index % leases.length], world)
  }

/** The last lease of a job is the only one that can complete it. */
async function complete(lease: Lease, { completed, leases }: World): Promise<void> {
  if (!(await queue.complete(lease, RESULT))) return
  completed.push(lease.predictionId)
  expect(leases.filter(({ predictionId }) => predictionId === lease.predictionId).at(-1)).toEqual(lease)
}

/** What 15 s without a heartbeat do to a lease. */
const expire = ({ token }: Lease): Promise<unknown> =>
  house.database.kysely
    .updateTable('predictions')
    .set({ lease_expires_at: new Date(Date.now() - 1000) })
    .where('lease_token', '=', token)
    .execute()

const cancel =
  (index: number): Step =>
  async ({ submitted }) => {
    if (submitted.length === 0) return
    const { accountId, id } = submitted[index % submitted.length]
    await house.predictions.cancel(accountId, id)
  }

const index = fc.nat({ max: 1_000 })
const owner = fc.constantFrom('worker-1', 'worker-2')
const ofLease = (act: (lease: Lease, world: World) => Promise<unknown>): fc.Arbitrary<Step> =>
  index.map((at) => withLease(at, act))

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.nat({ max: 2 }), fc.option(fc.nat({ max: 2 }), { nil: undefined }))
      .map((of) => submit(...of)),
  },
  { weight: 6, arbitrary: owner.map(claim) },
  { weight: 3, arbitrary: ofLease(complete) },
  { weight: 1, arbitrary: ofLease((lease) => queue.fail(lease, new JobError('internal'))) },
  { weight: 1, arbitrary: ofLease((lease) => queue.heartbeat(lease, { stage: 'render', fraction: 0.5 })) },
  { weight: 1, arbitrary: ofLease((lease) => queue.retry(lease)) },
  { weight: 1, arbitrary: ofLease((lease) => queue.release(lease)) },
  { weight: 2, arbitrary: ofLease(expire) },
  { weight: 3, arbitrary: index.map(cancel) },
  { weight: 2, arbitrary: fc.constant<Step>(() => queue.recoverExpired()) },
  {
    weight: 1,
    arbitrary: owner.map(
      (of): Step =>
        () =>
          queue.recoverOwner(of),
    ),
  },
  { weight: 1, arbitrary: fc.constant<Step>(() => queue.recoverAll()) },
)

/** Clients and workers that act at the same time, each in its own order. */
const actors = fc.array(fc.array(step, { maxLength: 20 }), { minLength: 2, maxLength: 5 })

test('whatever clients and workers do at once, the books balance, and every job ends once', async () => {
  const property = fc.asyncProperty(actors, async (all) => {
    const world = await newWorld()
    const outcomes = await Promise.allSettled(
      all.map(async (steps) => {
        for (const act of steps) await act(world)
      }),
    )
    for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
    await checkBooks(world)
    await drain(world)
    await checkBooks(world)
    await checkEnds(world)
  })
  await fc.assert(property, { numRuns: 25 })
})

/** Lets every job come to an end: nothing may be out of reach. */
async function drain(world: World): Promise<void> {
  await queue.recoverAll()
  for (let before = -1; before < world.leases.length; ) {
    before = world.leases.length
    await claim('worker-1')(world)
    if (world.leases.length > before) await complete(world.leases[before], world)
  }
}

async function checkBooks({ accounts }: World): Promise<void> {
  const { kysely } = house.database
  const { rows: crooked } = await sql`
    select transaction_id from ledger_postings group by transaction_id having sum(amount_microdollars) <> 0`.execute(
    kysely,
  )
  expect(crooked).toEqual([])
  const { rows: wrong } = await sql`
    select id from ledger_accounts where balance_microdollars <> coalesce((
      select sum(amount_microdollars) from ledger_postings where ledger_account_id = ledger_accounts.id
    ), 0)`.execute(kysely)
  expect(wrong).toEqual([])
  // Each job has one reservation, and one conclusion of the right kind exactly when it has ended.
  const { rows: unsettled } = await sql`
    select id from predictions where account_id in (${sql.join(accounts)}) and (
      select coalesce(string_agg(kind, ' ' order by id), '') from ledger_transactions where prediction_id = predictions.id
    ) <> case status when 'completed' then 'reserve settle' when 'failed' then 'reserve refund' else 'reserve' end`.execute(
    kysely,
  )
  expect(unsettled).toEqual([])
}

async function checkEnds({ accounts, submitted, completed }: World): Promise<void> {
  const { kysely } = house.database
  const rows = await kysely.selectFrom('predictions').selectAll().execute()
  expect(new Set(rows.map(({ id }) => id))).toEqual(new Set(submitted.map(({ id }) => id)))
  expect(rows.filter(({ finished_at }) => finished_at === null)).toEqual([])
  const done = rows.filter(({ status }) => status === 'completed')
  expect([...completed].sort()).toEqual(done.map(({ id }) => id).sort())
  for (const accountId of accounts) {
    const paid = done.filter(({ account_id }) => account_id === accountId).length
    expect(await house.ledger.balanceMicrodollars(accountId)).toBe((JOBS_PAID_FOR - paid) * PRICE)
  }
}
