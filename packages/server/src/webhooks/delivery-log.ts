import { sql } from 'kysely'
import { ServerError } from '../errors.ts'
import type { WebhookTarget } from '../jobs/prediction.ts'
import type { WebhookDelivery, WebhookDeliveryQuery, Webhooks } from '../ports.ts'
import type { Database } from '../store/database/database.ts'
import { type Attempt, DUE_CHANNEL } from './delivery-queue.ts'
import type { WebhookSecrets } from './secrets.ts'

// 100: 25 rounds of one delivery. Each leaves a row, and a receiver that failed so often is not there.
const MAX_ATTEMPTS = 100

/** The owner's side of the deliveries. */
export function openWebhooks(database: Database, secrets: WebhookSecrets): Webhooks {
  const { kysely } = database

  const read = async (accountId: string, query: WebhookDeliveryQuery): Promise<readonly WebhookDelivery[]> => {
    const rows = await matching(database, accountId, query)
      .innerJoin('predictions', 'predictions.id', 'webhook_deliveries.prediction_id')
      .selectAll('webhook_deliveries')
      .select('predictions.webhook')
      .orderBy('webhook_deliveries.created_at', 'desc')
      .orderBy('webhook_deliveries.prediction_id')
      .limit(query.pageSize)
      .offset((query.page - 1) * query.pageSize)
      .execute()
    const attempts = await attemptsOf(
      database,
      rows.map((row) => row.prediction_id),
    )
    return rows.map((row) => ({
      predictionId: row.prediction_id,
      // Written by submit from this very type.
      url: (row.webhook as WebhookTarget | null)?.url ?? '',
      status: row.status,
      createdAt: row.created_at,
      nextAttemptAt: row.status === 'pending' && row.lease_token === null ? row.due_at : null,
      attempts: attempts.get(row.prediction_id) ?? [],
    }))
  }

  return {
    rotate: secrets.rotate,
    secret: async (keyId) => (await secrets.of(keyId)).current,

    async deliveries(accountId, query) {
      const { total } = await matching(database, accountId, query)
        .select((of) => of.fn.countAll<number>().as('total'))
        .executeTakeFirstOrThrow()
      return { items: await read(accountId, query), total: Number(total) }
    },

    async redeliver(accountId, predictionId) {
      await sql`
        with again as (
          update webhook_deliveries set status = 'pending', due_at = now(), round_attempts = 0
          where prediction_id = ${predictionId} and account_id = ${accountId} and status <> 'pending'
            and attempts < ${MAX_ATTEMPTS}
          returning prediction_id
        )
        select pg_notify(${DUE_CHANNEL}, prediction_id) from again`.execute(kysely)
      const [delivery] = await read(accountId, { predictionId, page: 1, pageSize: 1 })
      if (!delivery) throw new ServerError('delivery_not_found')
      if (delivery.status !== 'pending' && delivery.attempts.length >= MAX_ATTEMPTS) {
        throw new ServerError('delivery_spent', { attempts: String(delivery.attempts.length) })
      }
      return delivery
    },
  }
}

function matching({ kysely }: Database, accountId: string, { predictionId, status }: WebhookDeliveryQuery) {
  return kysely
    .selectFrom('webhook_deliveries')
    .where('webhook_deliveries.account_id', '=', accountId)
    .$if(predictionId !== undefined, (query) =>
      query.where('webhook_deliveries.prediction_id', '=', predictionId ?? ''),
    )
    .$if(status !== undefined, (query) => query.where('webhook_deliveries.status', '=', status ?? 'pending'))
}

async function attemptsOf({ kysely }: Database, ids: readonly string[]): Promise<Map<string, Attempt[]>> {
  const found = new Map<string, Attempt[]>()
  if (ids.length === 0) return found
  const rows = await kysely
    .selectFrom('webhook_attempts')
    .selectAll()
    .where('prediction_id', 'in', ids)
    .orderBy('number')
    .execute()
  for (const { prediction_id: id, started_at, duration_ms, http_status, reason } of rows) {
    const attempt = { startedAt: started_at, durationMs: duration_ms, httpStatus: http_status, reason }
    found.set(id, [...(found.get(id) ?? []), attempt])
  }
  return found
}
