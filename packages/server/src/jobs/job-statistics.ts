import { sql } from 'kysely'
import type { EndedJob, JobStatistics, QueueState } from '../ports.ts'
import { batched } from '../store/database/batched.ts'
import type { Database } from '../store/database/database.ts'
import { FINISHED_CHANNEL } from './channels.ts'
import { LEASED, WAITING } from './claiming.ts'

/** Numbers about the queue for whoever watches over the service. */
export function openJobStatistics(database: Database): JobStatistics {
  const { kysely } = database
  const ended = batched((ids: readonly string[]) => findEnded(database, ids))
  return {
    async queue() {
      // What waits and what runs each have an index; what has ended is not looked at.
      const { rows } = await sql<QueueState>`
        with waiting as (
          select model, count(*)::int as jobs, extract(epoch from now() - min(created_at))::float8 as oldest
          from predictions where ${WAITING} group by model
        ), running as (
          select model, count(*)::int as jobs from predictions where ${LEASED} group by model
        ), counted as (
          select model, sum(submitted)::float8 as submits from prediction_hours group by model
        )
        select counted.model, coalesce(waiting.jobs, 0) as waiting, coalesce(greatest(oldest, 0), 0) as "oldestWaitingSeconds",
          coalesce(running.jobs, 0) as running, submits as submitted
        from counted left join waiting on waiting.model = counted.model
          left join running on running.model = counted.model`.execute(kysely)
      return rows
    },
    async deliveries() {
      const rows = await kysely
        .selectFrom('webhook_deliveries')
        .select((of) => ['status', of.fn.countAll<number>().as('count')])
        .groupBy('status')
        .execute()
      const counts = Object.fromEntries(rows.map(({ status, count }) => [status, Number(count)]))
      return { pending: 0, delivered: 0, failed: 0, ...counts }
    },
    onEnd: (hear) =>
      database.listen(FINISHED_CHANNEL, (id) => {
        // A number that is missing once is no reason to fail anything.
        ended(id).then(
          (job) => job && hear(job),
          () => {},
        )
      }),
  }
}

async function findEnded({ kysely }: Database, ids: readonly string[]): Promise<readonly (EndedJob | undefined)[]> {
  const rows = await kysely
    .selectFrom('predictions')
    .select(['id', 'model', 'engine', 'error_code', 'stage_ms'])
    .where('id', 'in', ids)
    .where('finished_at', 'is not', null)
    .execute()
  const found = new Map(
    rows.map((row) => [
      row.id,
      {
        model: row.model,
        engine: row.engine ?? '',
        errorCode: row.error_code ?? undefined,
        stageMs: row.stage_ms ?? {},
      },
    ]),
  )
  return ids.map((id) => found.get(id))
}
