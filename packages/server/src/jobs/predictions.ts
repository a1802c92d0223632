import type { Clock } from '../clock.ts'
import { predictionId, type RandomBytes } from '../ids.ts'
import type { Predictions } from '../ports.ts'
import { batched } from '../store/database/batched.ts'
import type { Database } from '../store/database/database.ts'
import { openFinishWaiter } from './finish-waiter.ts'
import type { Prediction } from './prediction.ts'
import { predictionOf } from './prediction-row.ts'
import { cancellation } from './queue.ts'
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

  return {
    find,
    waitUntilFinished: await openFinishWaiter(database, find),
    async submit(request) {
      const submission = { request, id: predictionId(random), createdAt: clock(), billed: billing }
      await insert(submission)
      return { ...request, id: submission.id, createdAt: submission.createdAt, status: 'created' }
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
