import type { Migration } from '../migrate.ts'

/** `url`, `destination` (the host that it names) and `serverUrl`; null for a job that nobody wants to hear of. */
const TARGET = `alter table predictions add column webhook jsonb`

// As text, because a signature needs the secret itself and not its hash.
const SECRETS = `
create table webhook_secrets (
  key_id text primary key references api_keys on delete cascade,
  secret text not null,
  previous_secret text,
  previous_valid_until timestamptz,
  constraint webhook_secrets_previous_whole check ((previous_secret is null) = (previous_valid_until is null))
)`

// Named by the prediction that is reported: there is one delivery for each, however often it is tried.
const DELIVERIES = `
create table webhook_deliveries (
  prediction_id text primary key references predictions on delete cascade,
  account_id text not null references accounts,
  destination text not null,
  status text not null default 'pending' check (status in ('pending', 'delivered', 'failed')),
  created_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  lease_token text,
  attempts integer not null default 0,
  round_attempts integer not null default 0,
  constraint webhook_deliveries_leased_pending check (lease_token is null or status = 'pending')
)`

const DUE = `create index webhook_deliveries_due on webhook_deliveries (due_at) where status = 'pending'`
const LOG = `create index webhook_deliveries_log on webhook_deliveries (account_id, created_at desc)`

const ATTEMPTS = `
create table webhook_attempts (
  prediction_id text not null references webhook_deliveries on delete cascade,
  number integer not null,
  started_at timestamptz not null,
  duration_ms integer not null,
  http_status integer,
  reason text,
  primary key (prediction_id, number)
)`

// A trigger, so that whatever statement ends a job writes its delivery in the same breath: a crash loses neither.
const REPORT_END = `
create function report_prediction_end() returns trigger language plpgsql as $$
begin
  insert into webhook_deliveries (prediction_id, account_id, destination)
    values (new.id, new.account_id, new.webhook ->> 'destination');
  perform pg_notify('webhook_due', new.id);
  return null;
end $$`

const REPORT_END_TRIGGER = `
create trigger report_prediction_end after update of finished_at on predictions for each row
  when (new.webhook is not null and old.finished_at is null and new.finished_at is not null)
  execute function report_prediction_end()`

export const webhooks: Migration = {
  version: 5,
  name: 'webhooks',
  statements: [TARGET, SECRETS, DELIVERIES, DUE, LOG, ATTEMPTS, REPORT_END, REPORT_END_TRIGGER],
}
