import type { Clock } from '../clock.ts'
import { ServerError } from '../errors.ts'
import { predictionId, type RandomBytes } from '../ids.ts'
import type { Predictions } from '../ports.ts'
import { batched } from '../store/database/batched.ts'
import type { Database } from '../store/database/database.ts'
import { cancellation } from './endings.ts'
import { openFinishWaiter } from './finish-waiter.ts'
import { IDEMPOTENCY_LIFETIME_MS, type Idempotency } from './idempotency.ts'
import type { NewPrediction, Prediction } from './prediction.ts'
import { predictionOf } from './prediction-row.ts'
import { insertPredictions, type Submission } from './submission.ts'

interface Options {
  readonly clock: Clock
  readonly random: RandomBytes
  /** Off: jobs leave no trace in the ledger. */
  readonly billing: boolean
}

/** The caller's side of the queue; the predictions table is the queue itself. */
export async function openPredictions(database: Database, { clock, random, billing }: Options): Promise<Predictions> {
  const insert = batched((submissions: readonly Submission[]) => insertPredictions(database, submissions))
  const lookUp = batched((ids: readonly string[]) => findPredictions(database, ids))

  const find = async (accountId: string, id: string): Promise<Prediction | undefined> => {
    const prediction = await lookUp(id)
    return prediction?.accountId === accountId ? prediction : undefined
  }

  /** What an earlier submit made; its owner may have deleted it since. */
  const earlier = async (accountId: string, id: string): Promise<Prediction> => {
    const prediction = await find(accountId, id)
    if (!prediction) throw new ServerError('prediction_not_found')
    return prediction
  }

  const submitOnce = async (request: NewPrediction, idempotency: Idempotency | undefined) => {
    const submission = { request, id: predictionId(random), createdAt: clock(), billed: billing, idempotency }
    const outcome = await insert(submission)
    if (outcome.kind === 'key reused') throw new ServerError('idempotency_key_reused')
    if (outcome.kind === 'repeated') {
      return { prediction: await earlier(request.accountId, outcome.predictionId), repeated: true }
    }
    const { id, createdAt } = submission
    return { prediction: { ...request, id, createdAt, status: 'created' as const }, repeated: false }
  }

  return {
    find,
    submitOnce,
    waitUntilFinished: await openFinishWaiter(database, find),
    submit: async (request) => (await submitOnce(request, undefined)).prediction,
    async findSubmitted(accountId, { key, requestHash }) {
      const row = await database.kysely
        .selectFrom('idempotency_keys')
        .select(['request_hash', 'prediction_id'])
        .where('account_id', '=', accountId)
        .where('key', '=', key)
        .where('created_at', '>', new Date(clock().getTime() - IDEMPOTENCY_LIFETIME_MS))
        .executeTakeFirst()
      if (!row) return undefined
      if (row.request_hash !== requestHash) throw new ServerError('idempotency_key_reused')
      return earlier(accountId, row.prediction_id)
    },
    async cancel(accountId, id) {
      await cancellation(accountId, [id]).execute(database.kysely)
      return find(accountId, id)
    },
  }
}

async function findPredictions(
  { kysely }: Database,
  ids: readonly string[],
): Promise<readonly (Prediction | undefined)[]> {
  const rows = await kysely.selectFrom('predictions').selectAll().where('id', 'in', ids).execute()
  const found = new Map(rows.map((row) => [row.id, predictionOf(row)]))
  return ids.map((id) => found.get(id))
}
