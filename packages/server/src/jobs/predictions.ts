import { sql } from 'kysely'
import { jobLedgerEntry, OVERDRAWN_CONSTRAINT } from '../accounts/ledger.ts'
import type { Clock } from '../clock.ts'
import { ServerError, StoreError } from '../errors.ts'
import { predictionId, type RandomBytes } from '../ids.ts'
import type { Predictions } from '../ports.ts'
import type { Database } from '../store/database/database.ts'
import { CREATED_CHANNEL } from './channels.ts'
import { openFinishWaiter } from './finish-waiter.ts'
import type { NewPrediction, Prediction } from './prediction.ts'
import { predictionOf } from './prediction-row.ts'

interface Options {
  readonly clock: Clock
  readonly random: RandomBytes
  /** Off: jobs leave no trace in the ledger. */
  readonly billing: boolean
}

/** The caller's side of the queue; the predictions table is the queue itself. */
export async function openPredictions(database: Database, options: Options): Promise<Predictions> {
  const find = (accountId: string, id: string): Promise<Prediction | undefined> =>
    findPrediction(database, accountId, id)
  const waitUntilFinished = await openFinishWaiter(database, find)
  return { find, waitUntilFinished, submit: (request) => submit(database, options, request) }
}

async function findPrediction(database: Database, accountId: string, id: string): Promise<Prediction | undefined> {
  const row = await database.kysely
    .selectFrom('predictions')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row && predictionOf(row)
}

/** One statement, so one round trip and one flush to the disk: the job, its reservation, and the call to the workers. */
async function submit(
  database: Database,
  { clock, random, billing }: Options,
  request: NewPrediction,
): Promise<Prediction> {
  const id = predictionId(random)
  const createdAt = clock()
  const { accountId, keyId, model, outputFormat, base64Output, seed, priceMicrodollars, source } = request
  const statement = sql`
    with job as (
      insert into predictions (
        id, account_id, key_id, model, input, render, unknown_input, source, output_format, base64_output, seed,
        price_microdollars, reserved_microdollars, status, created_at
      ) values (
        ${id}, ${accountId}, ${keyId}, ${model}, ${JSON.stringify(request.input)}, ${JSON.stringify(request.render)},
        ${JSON.stringify(request.unknownInput)}, ${source && JSON.stringify(source)}, ${outputFormat}, ${base64Output},
        ${seed}, ${priceMicrodollars}, ${billing ? priceMicrodollars : 0}, 'created', ${createdAt}
      ) returning id, account_id, reserved_microdollars
    ), ${jobLedgerEntry('reserve')}
    select pg_notify(${CREATED_CHANNEL}, id) from job`
  try {
    await statement.execute(database.kysely)
  } catch (error) {
    if (error instanceof StoreError && error.constraint === OVERDRAWN_CONSTRAINT) {
      throw new ServerError('insufficient_credits', {}, { cause: error })
    }
    throw error
  }
  return { ...request, id, createdAt, status: 'created' }
}
