import { type RawBuilder, sql } from 'kysely'
import { jobLedgerEntry } from '../accounts/ledger.ts'
import type { JobError } from '../errors.ts'
import type { Database } from '../store/database/database.ts'
import { toJson } from '../store/database/json.ts'
import { FINISHED_CHANNEL } from './channels.ts'
import { LEASED, nextJob } from './claiming.ts'
import { EXECUTION_MS, failure, UNLEASED } from './endings.ts'
import type { JobProgress, NewPrediction, RenderFacts } from './prediction.ts'
import { type PredictionRow, requestOf } from './prediction-row.ts'
import { handingBack, LOST_ATTEMPT, LOST_SERVER, recovery } from './recovery.ts'

// 15 s: a beat is due every second, but the slowest supported machine may swap, sleep or decode for seconds. Too short
// renders a clip twice, which costs minutes; too long only delays recovery, which costs seconds. Err long.
const LEASE_MS = 15_000

/** The right to work on one job. The token is the fence: a write that names an older one changes nothing. */
export interface Lease {
  readonly predictionId: string
  readonly token: string
}

const STARTING = 'starting'

/** Stands before every stage of a job that was begun before: its progress has gone back to the start. */
export const STARTED_AGAIN = 'started again: '

export interface LeasedJob {
  readonly lease: Lease
  /** 1 for the first. */
  readonly attempt: number
  /** It was begun before, by whomever. */
  readonly again: boolean
  readonly request: NewPrediction
}

export interface JobResult extends RenderFacts {
  readonly outputs: readonly string[]
  readonly inferenceMs: number
  /** Milliseconds by stage. */
  readonly stageMs: Readonly<Record<string, number>>
}

/**
 * The worker's side of the predictions table. Leases are timed by the database's clock, the only one that all workers
 * share. Each method is one statement. Those that return a boolean say `false` when the lease is no longer ours.
 */
export interface Queue {
  /** The next job for one of `models`, by the rules of `claiming.ts`. `token` must be new and unguessable. */
  claim(owner: string, token: string, models: readonly string[]): Promise<LeasedJob | undefined>
  /** Called every second while a job runs. */
  heartbeat(lease: Lease, progress: JobProgress): Promise<boolean>
  complete(lease: Lease, result: JobResult): Promise<boolean>
  fail(lease: Lease, error: JobError): Promise<boolean>
  /**
   * Called when an attempt broke through no fault of its own: to the end of the queue, or failed after the last attempt.
   * To the end, because a job that takes its engine down keeps whoever waits behind it for one attempt only.
   */
  retry(lease: Lease): Promise<boolean>
  /** Called when a worker stops: back into the queue, and the attempt does not count. */
  release(lease: Lease): Promise<boolean>
  /** Called now and then: {@link retry} for every lease that ran out. Returns the owners that held them. */
  recoverExpired(): Promise<readonly string[]>
  /** Called when a worker is known to be gone: {@link retry} for what it held. */
  recoverOwner(owner: string): Promise<void>
  /**
   * Called once at the start of a server that has the database to itself, when nobody can hold a lease: all of them go
   * back into the queue. What ended the server before this one was most likely no job, so no attempt counts, and the
   * first time a job keeps its place; one that a server goes down with again and again fails at last.
   */
  recoverAll(): Promise<void>
}

interface QueueOptions {
  readonly leaseMs?: number
  /** How many jobs of one account may run at once; 0 for any number. */
  readonly accountConcurrency?: number
}

export function openQueue({ kysely }: Database, options: QueueOptions = {}): Queue {
  const { leaseMs = LEASE_MS, accountConcurrency = 0 } = options
  const changed = async (statement: RawBuilder<unknown>): Promise<boolean> =>
    (await statement.execute(kysely)).rows.length > 0
  const recover = async (held: RawBuilder<unknown>): Promise<readonly string[]> =>
    (await recovery(held, LOST_ATTEMPT).execute(kysely)).rows.map((row) => row.lease_owner)

  return {
    async claim(owner, token, models) {
      if (models.length === 0) return undefined
      const { rows } = await claiming({ owner, token, leaseMs }, nextJob({ models, accountConcurrency })).execute(
        kysely,
      )
      return rows.length === 0 ? undefined : leasedJob(rows[0])
    },
    heartbeat: ({ predictionId, token }, { stage, fraction, step, remainingMs }) =>
      changed(sql`
        update predictions set lease_expires_at = ${inFuture(leaseMs)}, progress_stage = ${stage},
          progress_fraction = greatest(progress_fraction, ${fraction}::float8),
          progress_step = ${step?.done ?? null}, progress_steps = ${step?.total ?? null},
          progress_remaining_ms = ${remainingMs ?? null}
        where id = ${predictionId} and lease_token = ${token} returning id`),
    complete: (lease, result) => changed(completion(lease, result)),
    fail: (lease, error) => changed(failure(sql`${heldBy(lease)}`, error)),
    retry: async (lease) => (await recover(heldBy(lease))).length > 0,
    release: (lease) => changed(handingBack(heldBy(lease))),
    recoverExpired: () => recover(sql`${LEASED} and lease_expires_at <= now()`),
    recoverOwner: async (owner) => void (await recover(sql`lease_owner = ${owner}`)),
    recoverAll: async () => void (await recovery(sql`lease_token is not null`, LOST_SERVER).execute(kysely)),
  }
}

function inFuture(milliseconds: number): RawBuilder<Date> {
  return sql`now() + ${milliseconds} * interval '1 millisecond'`
}

function heldBy({ predictionId, token }: Lease): RawBuilder<unknown> {
  return sql`id = ${predictionId} and lease_token = ${token}`
}

interface NewLease {
  readonly owner: string
  readonly token: string
  readonly leaseMs: number
}

/** @param next CTEs with the job in `taken` */
function claiming({ owner, token, leaseMs }: NewLease, next: RawBuilder<unknown>): RawBuilder<PredictionRow> {
  return sql`
    with recursive ${next}
    update predictions set status = 'processing', attempts = attempts + 1, started_at = now(),
      lease_owner = ${owner}, lease_token = ${token}, lease_expires_at = ${inFuture(leaseMs)},
      progress_stage = case when progress_stage is null then ${STARTING} else ${STARTED_AGAIN + STARTING} end,
      progress_fraction = 0, progress_step = null, progress_steps = null, progress_remaining_ms = null
    where id = (select id from taken) returning *`
}

function leasedJob(row: PredictionRow): LeasedJob {
  const lease = { predictionId: row.id, token: row.lease_token ?? '' }
  const again = row.progress_stage?.startsWith(STARTED_AGAIN) === true
  return { lease, attempt: row.attempts, again, request: requestOf(row) }
}

/** Completed and settled, or neither. */
function completion(lease: Lease, result: JobResult): RawBuilder<unknown> {
  return sql`
    with job as (
      update predictions set status = 'completed', finished_at = now(), ${UNLEASED},
        engine = ${result.engine}, engine_version = ${result.engineVersion},
        warnings = ${toJson(result.warnings)}, report = ${toJson(result.report)},
        outputs = ${toJson(result.outputs)}, stage_ms = ${toJson(result.stageMs)},
        execution_ms = ${EXECUTION_MS}, inference_ms = least(${Math.round(result.inferenceMs)}::int, ${EXECUTION_MS})
      where ${heldBy(lease)}
      returning id, account_id, reserved_microdollars
    ), ${jobLedgerEntry('settle')}
    select pg_notify(${FINISHED_CHANNEL}, id) from job`
}
