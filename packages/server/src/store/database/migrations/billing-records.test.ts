import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { House } from '../../../house.ts'
import { seedPredictions } from '../../../testing/seed-predictions.test.fixture.ts'
import { openTestHouse } from '../../../testing/test-house.test.fixture.ts'

const STORED = 3000

let house: House

beforeAll(async () => {
  house = await openTestHouse()
  await seedPredictions(house.database, STORED)
})
afterAll(() => house.close())

async function counted(): Promise<Record<string, number>> {
  const { rows } = await sql<Record<string, number>>`
    select sum(listed)::integer as listed, sum(listed_completed)::integer as completed,
      sum(listed_failed)::integer as failed, sum(submitted)::integer as submitted from prediction_hours`.execute(
    house.database.kysely,
  )
  return rows[0] ?? {}
}

async function stored(): Promise<Record<string, number>> {
  const { rows } = await sql<Record<string, number>>`
    select count(*)::integer as listed, (count(*) filter (where status = 'completed'))::integer as completed,
      (count(*) filter (where status = 'failed'))::integer as failed from predictions`.execute(house.database.kysely)
  return rows[0] ?? {}
}

test('what the hours say is what is stored, before and after a part of it goes', async () => {
  expect(await counted()).toEqual({ ...(await stored()), submitted: STORED })
  await sql`delete from predictions where seed % 7 < 3 and status <> 'created'`.execute(house.database.kysely)
  const left = await stored()
  expect(left.listed).toBeLessThan(STORED)
  expect(await counted()).toEqual({ ...left, submitted: STORED })
})

test('bills of every hour are counted as they are stored', async () => {
  const { rows } = await sql`
    select account_id, date_trunc('hour', created_at, 'UTC') as hour, model, key_id,
      count(*) filter (where kind = 'reserve') as deducts, count(*) filter (where kind = 'refund') as refunds
    from ledger_transactions where kind in ('reserve', 'refund') group by 1, 2, 3, 4
    except select * from bill_hours`.execute(house.database.kysely)
  expect(rows).toEqual([])
  const { total } = await house.billing.search(house.ownerAccountId, { newestFirst: true }, { offset: 0, limit: 1 })
  // The seventh waits instead of failing.
  expect(total).toBe(STORED + STORED / 20 - 1)
})
