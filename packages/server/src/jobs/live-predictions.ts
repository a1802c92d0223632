import { sql } from 'kysely'
import type { Change, LivePrediction, LivePredictions } from '../ports.ts'
import { batched } from '../store/database/batched.ts'
import type { Database } from '../store/database/database.ts'
import { CHANGED_CHANNEL } from './channels.ts'
import { LEASED, WAITING } from './claiming.ts'
import { predictionOf } from './prediction-row.ts'

// 200: more than a page shows; who missed more than that asks for the list instead.
const MOST_CHANGES = 200

/** One listener a process, whatever the number of those who watch. */
export async function openLivePredictions(database: Database): Promise<LivePredictions> {
  const hearers = new Set<(change: Change) => void>()
  await database.listen(CHANGED_CHANNEL, (payload) => {
    const change = changeOf(payload)
    for (const hear of hearers) hear(change)
  })
  const find = batched((ids: readonly string[]) => findLive(database, ids))
  const place = batched((ids: readonly string[]) => findPlaces(database, ids))

  return {
    async look(accountId, id) {
      const found = await find(id)
      if (found?.prediction.accountId !== accountId) return undefined
      return found.prediction.status === 'created' ? { ...found, position: await place(id) } : found
    },
    changedSince: (accountId, revision) => findChanged(database, accountId, revision),
    hear(hearer) {
      hearers.add(hearer)
      return () => void hearers.delete(hearer)
    },
  }
}

function changeOf(payload: string): Change {
  const [id = '', accountId = '', moved] = payload.split(' ')
  return { id, accountId, queueMoved: moved !== undefined }
}

async function findLive(
  { kysely }: Database,
  ids: readonly string[],
): Promise<readonly (LivePrediction | undefined)[]> {
  const rows = await kysely.selectFrom('predictions').selectAll().where('id', 'in', ids).execute()
  const found = new Map(
    rows.map((row) => [row.id, { prediction: predictionOf(row), revision: row.revision, position: undefined }]),
  )
  return ids.map((id) => found.get(id))
}

/**
 * Places in the order in which the queue leases, as the turns of the accounts stand now: those with fewer running jobs first,
 * a job of each in turn. 1 is next; whoever comes anew may still come before.
 */
async function findPlaces({ kysely }: Database, ids: readonly string[]): Promise<readonly (number | undefined)[]> {
  const { rows } = await sql<{ id: string; place: number }>`
    with running as (
      select account_id, count(*) as jobs from predictions where ${LEASED} group by account_id
    ), line as (
      select id, account_id, row_number() over (partition by account_id order by priority desc, run_at, id) as turn
      from predictions where ${WAITING}
    ), place as (
      select line.id, (row_number() over (
        order by coalesce(jobs, 0) + turn, last_served_at nulls first, line.account_id
      ))::integer as place
      from line join accounts on accounts.id = line.account_id left join running on running.account_id = line.account_id
    )
    select id, place from place where id in (${sql.join(ids)})`.execute(kysely)
  const places = new Map(rows.map(({ id, place }) => [id, place]))
  return ids.map((id) => places.get(id))
}

/** The latest changes in the order in which they came. What has not ended counts whatever its revision: its place may change. */
async function findChanged(
  { kysely }: Database,
  accountId: string,
  revision: number | undefined,
): Promise<readonly string[]> {
  const rows = await kysely
    .selectFrom('predictions')
    .select('id')
    .where('account_id', '=', accountId)
    .where((row) =>
      row.or([row('finished_at', 'is', null), ...(revision === undefined ? [] : [row('revision', '>', revision)])]),
    )
    .orderBy('revision', 'desc')
    .limit(MOST_CHANGES)
    .execute()
  return rows.map(({ id }) => id).reverse()
}
