import type { Migration } from '../migrate.ts'

const ACCOUNTS = `
create table accounts (
  id text primary key,
  name text not null,
  created_at timestamptz not null
)`

const API_KEYS = `
create table api_keys (
  id text primary key,
  account_id text not null references accounts,
  name text not null,
  key_hash text not null unique,
  origin text not null check (origin in ('generated', 'environment', 'created')),
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
)`

const LEDGER_ACCOUNTS = `
create table ledger_accounts (
  id text primary key,
  account_id text references accounts,
  balance_microdollars bigint not null default 0,
  constraint ledger_accounts_not_overdrawn check (balance_microdollars >= 0 or id = 'house/grants')
)`

const HOUSE_LEDGER_ACCOUNTS = `insert into ledger_accounts (id) values ('house/grants'), ('house/revenue')`

const LEDGER_TRANSACTIONS = `
create table ledger_transactions (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('grant', 'reserve', 'settle', 'refund')),
  prediction_id text,
  created_at timestamptz not null default now()
)`

// A job is reserved once, and then either settled or refunded, once.
const ONE_RESERVATION = `
create unique index ledger_transactions_one_reservation on ledger_transactions (prediction_id) where kind = 'reserve'`
const ONE_CONCLUSION = `
create unique index ledger_transactions_one_conclusion on ledger_transactions (prediction_id)
  where kind in ('settle', 'refund')`

const LEDGER_POSTINGS = `
create table ledger_postings (
  transaction_id bigint not null references ledger_transactions,
  ledger_account_id text not null references ledger_accounts,
  amount_microdollars bigint not null check (amount_microdollars <> 0),
  primary key (transaction_id, ledger_account_id)
)`

// The postings of a transaction are inserted by one statement, so here they are all seen together. The rows are locked
// in one order first, so that two transactions over the same accounts cannot wait for each other.
const APPLY_POSTINGS = `
create function apply_ledger_postings() returns trigger language plpgsql as $$
begin
  if exists (select from posted group by transaction_id having sum(amount_microdollars) <> 0) then
    raise exception 'ledger postings do not sum to zero' using errcode = 'check_violation';
  end if;
  perform from ledger_accounts where id in (select ledger_account_id from posted) order by id for update;
  update ledger_accounts set balance_microdollars = balance_microdollars + sums.amount
    from (select ledger_account_id, sum(amount_microdollars) as amount from posted group by ledger_account_id) as sums
    where ledger_accounts.id = sums.ledger_account_id;
  return null;
end $$`

const APPLY_POSTINGS_TRIGGER = `
create trigger apply_ledger_postings after insert on ledger_postings
  referencing new table as posted for each statement execute function apply_ledger_postings()`

// `input` and `report` are shown to people, so they are `json`: `jsonb` would sort their fields.
const PREDICTIONS = `
create table predictions (
  id text primary key,
  account_id text not null references accounts,
  key_id text not null references api_keys,
  model text not null,
  input json not null,
  render jsonb not null,
  unknown_input jsonb not null,
  source jsonb,
  output_format text not null,
  base64_output boolean not null,
  seed bigint not null,
  price_microdollars bigint not null,
  reserved_microdollars bigint not null,
  status text not null check (status in ('created', 'processing', 'completed', 'failed')),
  created_at timestamptz not null,
  priority integer not null default 0,
  run_at timestamptz not null default now(),
  attempts integer not null default 0,
  lease_owner text,
  lease_token text,
  lease_expires_at timestamptz,
  started_at timestamptz,
  progress_stage text,
  progress_fraction double precision,
  engine text,
  engine_version text,
  warnings jsonb,
  report json,
  outputs jsonb,
  error_code integer,
  error text,
  finished_at timestamptz,
  execution_ms integer,
  inference_ms integer,
  constraint predictions_lease_whole check ((lease_token is null) = (lease_expires_at is null)),
  constraint predictions_ended check ((finished_at is not null) = (status in ('completed', 'failed'))),
  constraint predictions_ended_unleased check (finished_at is null or lease_token is null)
)`

/** What waits for a worker, in the order it is taken. */
const WAITING = `
create index predictions_waiting on predictions (priority desc, run_at, id)
  where finished_at is null and lease_token is null`
const LEASED = `create index predictions_leased on predictions (lease_expires_at) where lease_token is not null`
const HISTORY = `create index predictions_history on predictions (account_id, created_at desc)`
const FINISHED = `create index predictions_finished on predictions (finished_at) where finished_at is not null`

const UPLOADS = `
create table uploads (
  id text primary key,
  account_id text not null references accounts,
  file_key text not null unique,
  filename text not null,
  declared_size_bytes bigint not null,
  content_type text,
  secret_hash text,
  size_bytes bigint,
  stored_at timestamptz,
  created_at timestamptz not null,
  expires_at timestamptz not null
)`
const UPLOADS_BY_AGE = `create index uploads_by_age on uploads (created_at)`

export const foundation: Migration = {
  version: 1,
  name: 'foundation',
  statements: [
    ACCOUNTS,
    API_KEYS,
    LEDGER_ACCOUNTS,
    HOUSE_LEDGER_ACCOUNTS,
    LEDGER_TRANSACTIONS,
    ONE_RESERVATION,
    ONE_CONCLUSION,
    LEDGER_POSTINGS,
    APPLY_POSTINGS,
    APPLY_POSTINGS_TRIGGER,
    PREDICTIONS,
    WAITING,
    LEASED,
    HISTORY,
    FINISHED,
    UPLOADS,
    UPLOADS_BY_AGE,
  ],
}
