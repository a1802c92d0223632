import type { Migration } from '../migrate.ts'

const ROLE = `
alter table accounts add column role text not null default 'member' check (role in ('admin', 'member'))`
const OWNER_IS_ADMIN = `update accounts set role = 'admin' where id = 'owner'`
const SUSPENSION = `alter table accounts add column suspended_at timestamptz`
const ONE_NAME = `create unique index accounts_one_name on accounts (lower(name))`

// Keys made before this stay without: their text is stored nowhere.
const KEY_PREFIX = `alter table api_keys add column prefix text not null default ''`
const KEYS_OF_ACCOUNT = `create index api_keys_of_account on api_keys (account_id)`

// Who gave credit, and why. The amount stands in the ledger; the reference keeps a repeated request from paying twice.
const TOP_UPS = `
create table top_ups (
  transaction_id bigint primary key references ledger_transactions,
  account_id text not null references accounts,
  reference text not null,
  note text not null,
  made_by text not null,
  created_at timestamptz not null,
  constraint top_ups_once unique (account_id, reference)
)`

/** What an account has uploaded within a day. */
const UPLOADS_OF_ACCOUNT = `create index uploads_of_account on uploads (account_id, created_at)`

/** More accounts than the owner's: roles, suspension, and credit that an admin gives. */
export const accounts: Migration = {
  version: 6,
  name: 'accounts',
  statements: [ROLE, OWNER_IS_ADMIN, SUSPENSION, ONE_NAME, KEY_PREFIX, KEYS_OF_ACCOUNT, TOP_UPS, UPLOADS_OF_ACCOUNT],
}
