import type { Migration } from '../migrate.ts'

// Of both limits: null is the server's default, 0 is no limit.
const ACCOUNT_LIMITS = `
alter table accounts
  add column concurrency integer check (concurrency >= 0),
  add column submits_per_minute integer check (submits_per_minute >= 0),
  add column last_served_at timestamptz`
const KEY_LIMITS = `
alter table api_keys
  add column concurrency integer check (concurrency >= 0),
  add column submits_per_minute integer check (submits_per_minute >= 0)`

// An account is chosen first, and then one of its jobs: by account, and inside an account in the order it is taken.
const NO_COMMON_LINE = `drop index predictions_waiting`
const ONE_LINE_AN_ACCOUNT = `
create index predictions_waiting on predictions (account_id, priority desc, run_at, id)
  where finished_at is null and lease_token is null`

// No reference to the prediction: when its owner deletes it, the key must not make a second one.
const IDEMPOTENCY_KEYS = `
create table idempotency_keys (
  account_id text not null references accounts,
  key text not null,
  request_hash text not null,
  prediction_id text not null,
  created_at timestamptz not null,
  primary key (account_id, key)
)`
const IDEMPOTENCY_KEYS_BY_AGE = `create index idempotency_keys_by_age on idempotency_keys (created_at)`

/** Fairness between accounts, limits for each of them, and submits that can be sent twice. */
export const queue: Migration = {
  version: 3,
  name: 'queue',
  statements: [
    ACCOUNT_LIMITS,
    KEY_LIMITS,
    NO_COMMON_LINE,
    ONE_LINE_AN_ACCOUNT,
    IDEMPOTENCY_KEYS,
    IDEMPOTENCY_KEYS_BY_AGE,
  ],
}
