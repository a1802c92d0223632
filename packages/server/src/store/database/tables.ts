import type { OutputFormat } from '@retimbre/media'
import type { ColumnType, Generated } from 'kysely'

/** JSON: read as values, written as text, which every driver takes the same way. */
type Json<T> = ColumnType<T, string, string>
/** Set once, at insert. */
type Fixed<T> = ColumnType<T, T, never>
/** What an account may do: everything of its own, or also what concerns the accounts of others. */
export type Role = 'admin' | 'member'
type JsonObject = Readonly<Record<string, unknown>>

/** One row a table, as the migrations leave them. Times are `timestamptz`, money is `bigint` millionths of a dollar. */
export interface Tables {
  readonly accounts: AccountTable
  readonly api_keys: ApiKeyTable
  readonly ledger_accounts: LedgerAccountTable
  readonly ledger_transactions: LedgerTransactionTable
  readonly ledger_postings: LedgerPostingTable
  readonly top_ups: TopUpTable
  readonly predictions: PredictionTable
  readonly idempotency_keys: IdempotencyKeyTable
  readonly prediction_hours: PredictionHourTable
  readonly bill_hours: BillHourTable
  readonly uploads: UploadTable
  readonly webhook_secrets: WebhookSecretTable
  readonly webhook_deliveries: WebhookDeliveryTable
  readonly webhook_attempts: WebhookAttemptTable
  readonly schema_migrations: { version: Fixed<number>; name: Fixed<string>; applied_at: Generated<Date> }
}

export interface AccountTable extends LimitColumns {
  id: Fixed<string>
  /** Nobody else's, in whatever case. */
  name: string
  role: ColumnType<Role, Role | undefined, Role>
  suspended_at: Date | null
  created_at: Fixed<Date>
  /** When a worker last took a job of this account; the account that waited longest is next. */
  last_served_at: Date | null
}

/** Null is the server's default, 0 is no limit. */
interface LimitColumns {
  /** How many jobs may run at once; what is above waits in the queue. */
  concurrency: number | null
  submits_per_minute: number | null
}

export interface ApiKeyTable extends LimitColumns {
  id: Fixed<string>
  account_id: Fixed<string>
  name: string
  /** Lower-case hex SHA-256 of the key; the key itself is stored nowhere. */
  key_hash: Fixed<string>
  /** How the key begins, for people to tell keys apart; empty for keys of a time when it was not kept. */
  prefix: ColumnType<string, string | undefined, never>
  origin: Fixed<'generated' | 'environment' | 'created'>
  created_at: Fixed<Date>
  last_used_at: Date | null
  revoked_at: Date | null
}

/** `id` is `<account id>/available`, `<account id>/reserved`, `house/revenue` or `house/grants`. */
export interface LedgerAccountTable {
  id: Fixed<string>
  account_id: Fixed<string | null>
  /** Kept by a trigger on the postings; below zero for `house/grants` alone. */
  balance_microdollars: Generated<number>
}

export interface LedgerTransactionTable {
  id: Generated<number>
  kind: Fixed<'grant' | 'reserve' | 'settle' | 'refund'>
  prediction_id: Fixed<string | null>
  created_at: Generated<Date>
  /** Of a job's entry, what its bill says; null for grants. */
  account_id: ColumnType<string | null, string | undefined, never>
  key_id: ColumnType<string | null, string | undefined, never>
  model: ColumnType<string | null, string | undefined, never>
  amount_microdollars: ColumnType<number | null, number | undefined, never>
}

export interface LedgerPostingTable {
  transaction_id: Fixed<number>
  ledger_account_id: Fixed<string>
  amount_microdollars: Fixed<number>
}

/** The grants that an admin made; opening credit has none. */
export interface TopUpTable {
  transaction_id: Fixed<number>
  account_id: Fixed<string>
  /** Chosen by whoever asked, so that the same request twice pays once. */
  reference: Fixed<string>
  note: Fixed<string>
  /** The id of the admin's key, or the command line. */
  made_by: Fixed<string>
  created_at: Fixed<Date>
}

export interface PredictionTable {
  id: Fixed<string>
  account_id: Fixed<string>
  key_id: Fixed<string>
  model: Fixed<string>
  input: Json<JsonObject>
  render: Json<JsonObject>
  unknown_input: Json<JsonObject>
  source: Json<JsonObject | null>
  output_format: Fixed<OutputFormat>
  base64_output: Fixed<boolean>
  seed: Fixed<number>
  price_microdollars: Fixed<number>
  /** What was set aside at submit: the price, or 0 when billing was off. */
  reserved_microdollars: Fixed<number>
  status: 'created' | 'processing' | 'completed' | 'failed'
  created_at: Fixed<Date>
  webhook: Json<JsonObject | null>

  /** Higher goes first. */
  priority: Generated<number>
  /** Not leased before then. */
  run_at: Generated<Date>
  attempts: Generated<number>
  /** How often a server went down in the middle of it; no attempt counts then. */
  restarts: Generated<number>
  lease_owner: string | null
  /** The fence: every write of a worker names it, and it changes with every lease. */
  lease_token: string | null
  lease_expires_at: Date | null

  started_at: Date | null
  progress_stage: string | null
  progress_fraction: number | null
  progress_step: number | null
  progress_steps: number | null
  progress_remaining_ms: number | null
  /** Raised by a trigger with every change that a watcher sees; one sequence for all rows. */
  revision: Generated<number>

  engine: string | null
  engine_version: string | null
  warnings: Json<readonly string[] | null>
  report: Json<JsonObject | null>
  outputs: Json<readonly string[] | null>
  error_code: number | null
  error: string | null
  finished_at: Date | null
  execution_ms: number | null
  inference_ms: number | null
  /** Milliseconds by stage of the attempt that made the results. */
  stage_ms: Json<Readonly<Record<string, number>> | null>
}

/** What makes a submit that is sent again the same submit; forgotten after a day. */
export interface IdempotencyKeyTable {
  account_id: Fixed<string>
  key: Fixed<string>
  /** Lower-case hex SHA-256 of what was asked for. */
  request_hash: string
  prediction_id: string
  created_at: Date
}

/** Counted by triggers: what was submitted in one hour of UTC, and what of it is still listed. */
export interface PredictionHourTable {
  account_id: Fixed<string>
  hour: Fixed<Date>
  model: Fixed<string>
  submitted: Generated<number>
  completed: Generated<number>
  /** Of the completed ones. */
  cost_microdollars: Generated<number>
  listed: Generated<number>
  listed_completed: Generated<number>
  listed_failed: Generated<number>
}

/** Counted by a trigger: the entries of one hour of UTC that a bill shows. */
export interface BillHourTable {
  account_id: Fixed<string>
  hour: Fixed<Date>
  model: Fixed<string>
  key_id: Fixed<string>
  deducts: Generated<number>
  refunds: Generated<number>
}

export interface UploadTable {
  id: Fixed<string>
  account_id: Fixed<string>
  file_key: Fixed<string>
  filename: Fixed<string>
  declared_size_bytes: Fixed<number>
  content_type: Fixed<string | null>
  /** Lower-case hex SHA-256 of the ticket's secret; null for a file that came without a ticket. */
  secret_hash: Fixed<string | null>
  size_bytes: number | null
  stored_at: Date | null
  created_at: Fixed<Date>
  expires_at: Fixed<Date>
}

export interface WebhookSecretTable {
  key_id: Fixed<string>
  secret: string
  /** Signs beside the other until its time is over. */
  previous_secret: string | null
  previous_valid_until: Date | null
}

/** Rows are made by a trigger on the predictions. */
export interface WebhookDeliveryTable {
  prediction_id: Fixed<string>
  account_id: Fixed<string>
  /** Host and port of the receiver. */
  destination: Fixed<string>
  status: Generated<'pending' | 'delivered' | 'failed'>
  created_at: Generated<Date>
  /** Not taken before then; while an attempt is under way, when it counts as lost. */
  due_at: Generated<Date>
  /** Set while an attempt is under way; whoever records its outcome names it. */
  lease_token: string | null
  attempts: Generated<number>
  /** Attempts since the delivery was made or asked for again. */
  round_attempts: Generated<number>
}

export interface WebhookAttemptTable {
  prediction_id: Fixed<string>
  /** From 1. */
  number: Fixed<number>
  started_at: Fixed<Date>
  duration_ms: Fixed<number>
  http_status: Fixed<number | null>
  reason: Fixed<string | null>
}
