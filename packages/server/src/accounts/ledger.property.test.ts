import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { JobError, ServerError } from '../errors.ts'
import type { House } from '../house.ts'
import { type JobResult, openQueue, type Queue } from '../jobs/queue.ts'
import { newPrediction, TEST_MODEL } from '../testing/new-prediction.test.fixture.ts'
import { openTestHouse } from '../testing/test-house.test.fixture.ts'

const PRICE = 24_000
const ACCOUNTS = 3
const RESULT: JobResult = {
  ...{ engine: 'test', engineVersion: '1', warnings: [], report: {}, outputs: [], inferenceMs: 1, stageMs: {} },
}

let house: House
let queue: Queue

beforeAll(async () => {
  house = await openTestHouse({ billing: true })
  queue = openQueue(house.database)
})
afterAll(() => house.close())

/** One thing that somebody does with money; `who` is the index of an account. */
type Act =
  | { readonly kind: 'top-up'; readonly who: number; readonly amount: number; readonly reference: string }
  | { readonly kind: 'submit'; readonly who: number }
  | { readonly kind: 'cancel'; readonly who: number }
  | { readonly kind: 'complete' | 'fail' | 'give up' }

const who = fc.nat({ max: ACCOUNTS - 1 })
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constant('top-up' as const),
    who,
    amount: fc.integer({ min: -3 * PRICE, max: 3 * PRICE }).filter((amount) => amount !== 0),
    // Few of them, so that the same top-up comes twice.
    reference: fc.constantFrom('a', 'b', 'c'),
  }),
  fc.record({ kind: fc.constant('submit' as const), who }),
  fc.record({ kind: fc.constant('cancel' as const), who }),
  fc.record({ kind: fc.constantFrom('complete' as const, 'fail' as const, 'give up' as const) }),
)

interface Cast {
  readonly accountId: string
  readonly keyId: string
}

async function perform(deed: Act, cast: readonly Cast[], index: number): Promise<void> {
  try {
    await attempt(deed, cast, index)
  } catch (error) {
    // What may not be is refused; anything else is a fault.
    const expected = ['insufficient_credits', 'balance_too_low', 'top_up_conflict']
    if (!(error instanceof ServerError) || !expected.includes(error.code)) throw error
  }
}

async function attempt(deed: Act, cast: readonly Cast[], index: number): Promise<void> {
  switch (deed.kind) {
    case 'top-up': {
      const { accountId } = cast[deed.who]
      const { amount: amountMicrodollars, reference } = deed
      await house.topUps.make({ accountId, amountMicrodollars, reference, note: '', madeBy: 'command-line' })
      return
    }
    case 'submit':
      await house.predictions.submit(await newPrediction(house, { ...cast[deed.who], priceMicrodollars: PRICE }))
      return
    case 'cancel': {
      const { accountId } = cast[deed.who]
      const job = await house.database.kysely
        .selectFrom('predictions')
        .select('id')
        .where('account_id', '=', accountId)
        .orderBy('id')
        .executeTakeFirst()
      if (job) await house.predictions.cancel(accountId, job.id)
      return
    }
    default: {
      const job = await queue.claim('worker', `token-${index}`, [TEST_MODEL])
      if (!job) return
      if (deed.kind === 'complete') await queue.complete(job.lease, RESULT)
      else if (deed.kind === 'fail') await queue.fail(job.lease, new JobError('internal'))
      else await queue.retry(job.lease)
    }
  }
}

let casts = 0
async function newCast(): Promise<readonly Cast[]> {
  casts += 1
  return Promise.all(
    Array.from({ length: ACCOUNTS }, async (_, index) => {
      const name = `player ${casts}.${index}`
      const { id } = await house.accounts.create({ name, role: 'member', creditMicrodollars: 2 * PRICE })
      return { accountId: id, keyId: (await house.apiKeys.create(id, 'laptop')).keyId }
    }),
  )
}

/** Whatever breaks the books; empty when they are in order. */
async function faults(): Promise<readonly unknown[]> {
  const lopsided = sql`
    select transaction_id from ledger_postings group by transaction_id
    having sum(amount_microdollars) <> 0 or count(*) <> 2`
  const unequal = sql`
    select id from ledger_accounts
    left join (select ledger_account_id, sum(amount_microdollars) as posted from ledger_postings group by 1) as sums
      on ledger_account_id = id
    where balance_microdollars <> coalesce(posted, 0)`
  const overdrawn = sql`select id from ledger_accounts where balance_microdollars < 0 and id <> 'house/grants'`
  const unsettled = sql`
    select predictions.id from predictions
    left join ledger_transactions on prediction_id = predictions.id
    group by predictions.id, status
    having count(*) filter (where kind = 'reserve') <> 1
      or count(*) filter (where kind = 'settle') <> (status = 'completed')::int
      or count(*) filter (where kind = 'refund') <> (status = 'failed')::int`
  const held = sql`
    select id from ledger_accounts where id like '%/reserved' and balance_microdollars <> ${PRICE}::bigint * (
      select count(*) from predictions
      where predictions.account_id = ledger_accounts.account_id and status in ('created', 'processing')
    )`
  const all = await Promise.all(
    [lopsided, unequal, overdrawn, unsettled, held].map(
      async (query) => (await query.execute(house.database.kysely)).rows,
    ),
  )
  return all.flat()
}

test('whatever is given, taken back, reserved, settled and refunded at once, the books are in order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 40 }), async (deeds) => {
      const cast = await newCast()
      await Promise.all(deeds.map((deed, index) => perform(deed, cast, index)))
      expect(await faults()).toEqual([])
    }),
    // 25 runs of up to 40 deeds: some 500 deeds in a few seconds.
    { numRuns: 25 },
  )
})

test('the check of the books finds a balance that no posting explains', async () => {
  const [{ accountId }] = await newCast()
  const change = house.database.kysely.updateTable('ledger_accounts').where('id', '=', `${accountId}/available`)
  await change.set({ balance_microdollars: 1 }).execute()
  expect(await faults()).toEqual([{ id: `${accountId}/available` }])
  await change.set({ balance_microdollars: 2 * PRICE }).execute()
})
