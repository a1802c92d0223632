import { type RawBuilder, sql } from 'kysely'
import { jobLedgerEntry, OVERDRAWN_CONSTRAINT } from '../accounts/ledger.ts'
import { ServerError, StoreError } from '../errors.ts'
import type { Database } from '../store/database/database.ts'
import { toJson } from '../store/database/json.ts'
import { CREATED_CHANNEL } from './channels.ts'
import type { NewPrediction } from './prediction.ts'

/** One request on its way into the queue. */
export interface Submission {
  readonly request: NewPrediction
  readonly id: string
  readonly createdAt: Date
  /** Whether its price is set aside now. */
  readonly billed: boolean
}

/**
 * One statement, so one round trip and one flush to the disk: the jobs, what they reserve, and the call to the workers.
 * All or none.
 * @throws ServerError `insufficient_credits`
 */
export async function insertPredictions(
  { kysely }: Database,
  submissions: readonly Submission[],
): Promise<readonly undefined[]> {
  const statement = sql`
    with job as (
      insert into predictions (
        id, account_id, key_id, model, input, render, unknown_input, source, output_format, base64_output, seed,
        price_microdollars, reserved_microdollars, status, created_at
      ) values ${sql.join(submissions.map(valuesOf))}
      returning id, account_id, key_id, model, reserved_microdollars
    ), ${jobLedgerEntry('reserve')}
    select pg_notify(${CREATED_CHANNEL}, id) from job`
  try {
    await statement.execute(kysely)
  } catch (error) {
    if (error instanceof StoreError && error.constraint === OVERDRAWN_CONSTRAINT) {
      throw new ServerError('insufficient_credits', {}, { cause: error })
    }
    throw error
  }
  return submissions.map(() => undefined)
}

/** The casts are for the rows after the first, whose types PostgreSQL does not take from the columns. */
function valuesOf({ request, id, createdAt, billed }: Submission): RawBuilder<unknown> {
  const { priceMicrodollars: price, source } = request
  return sql`(
    ${id}, ${request.accountId}, ${request.keyId}, ${request.model}, ${toJson(request.input)}::json,
    ${toJson(request.render)}::jsonb, ${toJson(request.unknownInput)}::jsonb, ${source && toJson(source)}::jsonb,
    ${request.outputFormat}, ${request.base64Output}::boolean, ${request.seed}::bigint, ${price}::bigint,
    ${billed ? price : 0}::bigint, 'created', ${createdAt}::timestamptz
  )`
}
