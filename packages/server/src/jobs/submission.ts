import { type RawBuilder, sql } from 'kysely'
import { jobLedgerEntry, OVERDRAWN_CONSTRAINT } from '../accounts/ledger.ts'
import { ServerError, StoreError } from '../errors.ts'
import type { Database } from '../store/database/database.ts'
import { toJson } from '../store/database/json.ts'
import { CREATED_CHANNEL } from './channels.ts'
import { IDEMPOTENCY_LIFETIME_MS, type Idempotency } from './idempotency.ts'
import type { NewPrediction } from './prediction.ts'

/** One request on its way into the queue. */
export interface Submission {
  readonly request: NewPrediction
  readonly id: string
  readonly createdAt: Date
  /** Whether its price is set aside now. */
  readonly billed: boolean
  readonly idempotency: Idempotency | undefined
}

/** What became of a submission. Only `created` wrote anything. */
export type SubmissionOutcome =
  | { readonly kind: 'created' }
  /** The same was submitted before. */
  | { readonly kind: 'repeated'; readonly predictionId: string }
  /** Something else was submitted before under the same key. */
  | { readonly kind: 'key reused' }

interface Written {
  readonly id: string
  /** What the submission's key stands for now; null when it has none. */
  readonly request_hash: string | null
  readonly prediction_id: string | null
}

/**
 * One statement, so one round trip and one flush to the disk: the keys, the jobs of those that are new, what these reserve,
 * and the call to the workers. All or none.
 * @throws ServerError `insufficient_credits`
 */
export async function insertPredictions(
  { kysely }: Database,
  submissions: readonly Submission[],
): Promise<readonly SubmissionOutcome[]> {
  const firsts = firstOfEachKey(submissions)
  try {
    const { rows } = await insertion([...new Set(firsts.values())]).execute(kysely)
    const written = new Map(rows.map((row) => [row.id, row]))
    return submissions.map((submission) => outcomeOf(submission, written.get(firsts.get(submission)?.id ?? '')))
  } catch (error) {
    if (error instanceof StoreError && error.constraint === OVERDRAWN_CONSTRAINT) {
      throw new ServerError('insufficient_credits', {}, { cause: error })
    }
    throw error
  }
}

/** For each submission the one that goes into the statement for it: a statement can write each key once only. */
function firstOfEachKey(submissions: readonly Submission[]): ReadonlyMap<Submission, Submission> {
  const firsts = new Map<string, Submission>()
  return new Map(
    submissions.map((submission) => {
      const { request, idempotency, id } = submission
      const name = idempotency ? toJson([request.accountId, idempotency.key]) : id
      const first = firsts.get(name) ?? submission
      firsts.set(name, first)
      return [submission, first]
    }),
  )
}

function outcomeOf({ id, idempotency }: Submission, written: Written | undefined): SubmissionOutcome {
  if (!idempotency || !written?.prediction_id || written.prediction_id === id) return { kind: 'created' }
  if (written.request_hash !== idempotency.requestHash) return { kind: 'key reused' }
  return { kind: 'repeated', predictionId: written.prediction_id }
}

const COLUMNS = sql`
  id, account_id, key_id, model, input, render, unknown_input, source, output_format, base64_output, seed,
  price_microdollars, reserved_microdollars, status, created_at, webhook`

/** A key that outlived its day counts as new, whether it was swept yet or not. In one order, so that none waits in a ring. */
function insertion(submissions: readonly Submission[]): RawBuilder<Written> {
  const lives = sql`idempotency_keys.created_at > excluded.created_at
    - ${IDEMPOTENCY_LIFETIME_MS} * interval '1 millisecond'`
  return sql`
    with submitted (${COLUMNS}, idempotency_key, request_hash) as (
      values ${sql.join(submissions.map(valuesOf))}
    ), known as (
      insert into idempotency_keys (account_id, key, request_hash, prediction_id, created_at)
      select account_id, idempotency_key, request_hash, id, created_at from submitted
      where idempotency_key is not null order by account_id, idempotency_key
      on conflict (account_id, key) do update set
        request_hash = case when ${lives} then idempotency_keys.request_hash else excluded.request_hash end,
        prediction_id = case when ${lives} then idempotency_keys.prediction_id else excluded.prediction_id end,
        created_at = case when ${lives} then idempotency_keys.created_at else excluded.created_at end
      returning account_id, key, request_hash, prediction_id
    ), job as (
      insert into predictions (${COLUMNS}) select ${COLUMNS} from submitted
      where idempotency_key is null or id in (select prediction_id from known)
      returning id, account_id, key_id, model, reserved_microdollars
    ), ${jobLedgerEntry('reserve')}
    select submitted.id, known.request_hash, known.prediction_id,
      case when job.id is not null then pg_notify(${CREATED_CHANNEL}, job.id)::text end as notified
    from submitted left join job on job.id = submitted.id
      left join known on known.account_id = submitted.account_id and known.key = submitted.idempotency_key`
}

/** The casts are for rows whose types PostgreSQL does not take from the columns. */
function valuesOf({ request, id, createdAt, billed, idempotency }: Submission): RawBuilder<unknown> {
  const { priceMicrodollars: price, source, webhook } = request
  return sql`(
    ${id}::text, ${request.accountId}::text, ${request.keyId}::text, ${request.model}::text,
    ${toJson(request.input)}::json, ${toJson(request.render)}::jsonb, ${toJson(request.unknownInput)}::jsonb,
    ${source && toJson(source)}::jsonb, ${request.outputFormat}::text, ${request.base64Output}::boolean,
    ${request.seed}::bigint, ${price}::bigint, ${billed ? price : 0}::bigint, 'created', ${createdAt}::timestamptz,
    ${webhook && toJson(webhook)}::jsonb, ${idempotency?.key ?? null}::text, ${idempotency?.requestHash ?? null}::text
  )`
}
