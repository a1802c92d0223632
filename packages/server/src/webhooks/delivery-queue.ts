import { type RawBuilder, sql } from 'kysely'
import type { Prediction } from '../jobs/prediction.ts'
import { type PredictionRow, predictionOf } from '../jobs/prediction-row.ts'
import type { Database } from '../store/database/database.ts'
import { retryDelayMs } from './retry-schedule.ts'

/** Sent by the trigger that writes a delivery, and when one is asked for again. The payload is the prediction's id. */
export const DUE_CHANNEL = 'webhook_due'

// 60 s: an attempt is over after 15, so who needs longer is gone. Too short would send a report twice, too long only
// delays it after a crash.
const LEASE_MS = 60_000

/** One delivery that was taken to be tried now. */
export interface DueDelivery {
  /** The right to record the outcome. */
  readonly token: string
  readonly prediction: Prediction
  readonly destination: string
  /** Attempts in this round before this one. */
  readonly failedAttempts: number
}

/** What came of one attempt. */
export interface Attempt {
  readonly startedAt: Date
  readonly durationMs: number
  /** `null` when the receiver did not answer. */
  readonly httpStatus: number | null
  /** Why the attempt failed, as a sentence without addresses; `null` when it did not. */
  readonly reason: string | null
}

/** Whom the next delivery must not be for, because enough of theirs are under way. */
export interface Busy {
  readonly destinations: readonly string[]
  readonly accounts: readonly string[]
}

/** The deliverer's side of the deliveries. Times are the database's own, which all servers share. */
export interface DeliveryQueue {
  /** The one that is due longest, hidden from others until its lease ends. */
  claim(token: string, busy: Busy): Promise<DueDelivery | undefined>
  /** Writes the attempt down with what follows from it; nothing when the lease was lost. */
  conclude(delivery: DueDelivery, attempt: Attempt): Promise<void>
  /** Called when a server stops in mid-attempt: due again, and the attempt does not count. */
  release(delivery: DueDelivery): Promise<void>
  /** Milliseconds until one becomes due that is not yet; `undefined` when there is none. */
  nextDueMs(): Promise<number | undefined>
  /** Called once by a server that has the database to itself: what its predecessor was sending is due again. */
  recoverAll(): Promise<void>
}

export function openDeliveryQueue({ kysely }: Database): DeliveryQueue {
  return {
    async claim(token, busy) {
      const { rows } = await claiming(token, busy).execute(kysely)
      return rows[0] && dueDelivery(token, rows[0])
    },
    conclude: async (delivery, attempt) => void (await concluding(delivery, attempt).execute(kysely)),
    release: async ({ prediction, token }) =>
      void (await sql`
        update webhook_deliveries set lease_token = null, due_at = now()
        where prediction_id = ${prediction.id} and lease_token = ${token}`.execute(kysely)),
    async nextDueMs() {
      const { rows } = await sql<{ ms: number | null }>`
        select (extract(epoch from min(due_at) - now()) * 1000)::float8 as ms from webhook_deliveries
        where status = 'pending' and due_at > now()`.execute(kysely)
      return rows[0]?.ms ?? undefined
    },
    recoverAll: async () =>
      void (await sql`
        update webhook_deliveries set lease_token = null, due_at = now()
        where status = 'pending' and lease_token is not null`.execute(kysely)),
  }
}

type ClaimedRow = PredictionRow & { readonly destination: string; readonly round_attempts: number }

function claiming(token: string, { destinations, accounts }: Busy): RawBuilder<ClaimedRow> {
  return sql`
    update webhook_deliveries as delivery
      set lease_token = ${token}, due_at = now() + ${LEASE_MS} * interval '1 millisecond'
    from predictions as prediction
    where prediction.id = delivery.prediction_id and delivery.prediction_id = (
      select prediction_id from webhook_deliveries
      where status = 'pending' and due_at <= now()
        and ${outside('destination', destinations)} and ${outside('account_id', accounts)}
      order by due_at, prediction_id limit 1 for update skip locked
    )
    returning delivery.destination, delivery.round_attempts, prediction.*`
}

function outside(column: string, values: readonly string[]): RawBuilder<unknown> {
  return values.length === 0 ? sql`true` : sql`${sql.ref(column)} not in (${sql.join(values)})`
}

function dueDelivery(token: string, row: ClaimedRow): DueDelivery {
  const { destination, round_attempts: failedAttempts } = row
  return { token, destination, failedAttempts, prediction: predictionOf(row) }
}

function concluding({ token, prediction, failedAttempts }: DueDelivery, attempt: Attempt): RawBuilder<unknown> {
  const delayMs = attempt.reason === null ? undefined : retryDelayMs(failedAttempts + 1)
  const failed = delayMs === undefined ? 'failed' : 'pending'
  return sql`
    with tried as (
      update webhook_deliveries set status = ${attempt.reason === null ? 'delivered' : failed}, lease_token = null,
        attempts = attempts + 1, round_attempts = round_attempts + 1,
        due_at = now() + ${delayMs ?? 0} * interval '1 millisecond'
      where prediction_id = ${prediction.id} and lease_token = ${token}
      returning prediction_id, attempts
    )
    insert into webhook_attempts (prediction_id, number, started_at, duration_ms, http_status, reason)
    select prediction_id, attempts, ${attempt.startedAt}::timestamptz, ${Math.round(attempt.durationMs)}::int,
      ${attempt.httpStatus}::int, ${attempt.reason}::text from tried`
}
