import type { Migration } from '../migrate.ts'

// What a bill says of a job, so that it can be read long after the job itself is gone. Null for grants.
const LEDGER_FACTS = `
alter table ledger_transactions
  add column account_id text references accounts,
  add column key_id text references api_keys,
  add column model text,
  add column amount_microdollars bigint`

const FACTS_OF_PRESENT_JOBS = `
update ledger_transactions as entry set account_id = job.account_id, key_id = job.key_id, model = job.model,
  amount_microdollars = job.reserved_microdollars
from predictions as job where job.id = entry.prediction_id`

// Each filter of a search has its index, with the order of the answer in it: a page is read and nothing is sorted.
const BILLED = `where kind in ('reserve', 'refund')`
const BILLS = `create index ledger_bills on ledger_transactions (account_id, created_at, id) ${BILLED}`
const BILLS_OF_MODEL = `
create index ledger_bills_of_model on ledger_transactions (account_id, model, created_at, id) ${BILLED}`
const BILLS_OF_KEY = `
create index ledger_bills_of_key on ledger_transactions (account_id, key_id, created_at, id) ${BILLED}`
const REFUNDS = `create index ledger_refunds on ledger_transactions (account_id, created_at, id) where kind = 'refund'`

const NO_PLAIN_HISTORY = `drop index predictions_history`
const HISTORY = `create index predictions_history on predictions (account_id, created_at, id)`
const HISTORY_OF_MODEL = `create index predictions_history_of_model on predictions (account_id, model, created_at, id)`
const HISTORY_OF_STATUS = `create index predictions_history_of_status on predictions (account_id, status, created_at, id)`

// PostgreSQL counts rows one by one, 100,000 in a few tenths of a second. These are counted as they come and go, by the
// hour (of UTC) in which they were submitted, so that a span of time is a sum of a few hundred rows and two short ends.
// The first three columns of numbers only grow: usage outlives predictions.
const PREDICTION_HOURS = `
create table prediction_hours (
  account_id text not null references accounts,
  hour timestamptz not null,
  model text not null,
  submitted bigint not null default 0,
  completed bigint not null default 0,
  cost_microdollars bigint not null default 0,
  listed bigint not null default 0,
  listed_completed bigint not null default 0,
  listed_failed bigint not null default 0,
  primary key (account_id, hour, model)
)`

const BILL_HOURS = `
create table bill_hours (
  account_id text not null references accounts,
  hour timestamptz not null,
  model text not null,
  key_id text not null references api_keys,
  deducts bigint not null default 0,
  refunds bigint not null default 0,
  primary key (account_id, hour, model, key_id)
)`

const HOUR = `date_trunc('hour', created_at, 'UTC')`

// Rows are taken in one order everywhere, so that two statements cannot wait for each other.
const COUNT_SUBMITTED = `
create function count_submitted_predictions() returns trigger language plpgsql as $$
begin
  insert into prediction_hours as counted (account_id, hour, model, submitted, listed)
    select account_id, ${HOUR}, model, count(*), count(*) from added group by 1, 2, 3 order by 1, 2, 3
    on conflict (account_id, hour, model) do update set
      submitted = counted.submitted + excluded.submitted, listed = counted.listed + excluded.listed;
  return null;
end $$`
const COUNT_SUBMITTED_TRIGGER = `
create trigger count_submitted_predictions after insert on predictions
  referencing new table as added for each statement execute function count_submitted_predictions()`

const COUNT_ENDED = `
create function count_ended_prediction() returns trigger language plpgsql as $$
declare
  succeeded integer := (new.status = 'completed')::integer;
begin
  update prediction_hours set
    completed = completed + succeeded,
    cost_microdollars = cost_microdollars + succeeded * new.reserved_microdollars,
    listed_completed = listed_completed + succeeded,
    listed_failed = listed_failed + 1 - succeeded
  where account_id = new.account_id and hour = date_trunc('hour', new.created_at, 'UTC') and model = new.model;
  return null;
end $$`
const COUNT_ENDED_TRIGGER = `
create trigger count_ended_prediction after update of finished_at on predictions for each row
  when (old.finished_at is null and new.finished_at is not null) execute function count_ended_prediction()`

const COUNT_REMOVED = `
create function count_removed_predictions() returns trigger language plpgsql as $$
begin
  perform from prediction_hours where (account_id, hour, model) in (select account_id, ${HOUR}, model from removed)
    order by account_id, hour, model for update;
  update prediction_hours as counted set
    listed = counted.listed - gone.listed,
    listed_completed = counted.listed_completed - gone.completed,
    listed_failed = counted.listed_failed - gone.failed
  from (
    select account_id, ${HOUR} as hour, model, count(*) as listed,
      count(*) filter (where status = 'completed') as completed, count(*) filter (where status = 'failed') as failed
    from removed group by 1, 2, 3
  ) as gone
  where (counted.account_id, counted.hour, counted.model) = (gone.account_id, gone.hour, gone.model);
  return null;
end $$`
const COUNT_REMOVED_TRIGGER = `
create trigger count_removed_predictions after delete on predictions
  referencing old table as removed for each statement execute function count_removed_predictions()`

const COUNT_BILLS = `
create function count_bills() returns trigger language plpgsql as $$
begin
  insert into bill_hours as counted (account_id, hour, model, key_id, deducts, refunds)
    select account_id, ${HOUR}, model, key_id,
      count(*) filter (where kind = 'reserve'), count(*) filter (where kind = 'refund')
    from added where kind in ('reserve', 'refund') and account_id is not null group by 1, 2, 3, 4 order by 1, 2, 3, 4
    on conflict (account_id, hour, model, key_id) do update set
      deducts = counted.deducts + excluded.deducts, refunds = counted.refunds + excluded.refunds;
  return null;
end $$`
const COUNT_BILLS_TRIGGER = `
create trigger count_bills after insert on ledger_transactions
  referencing new table as added for each statement execute function count_bills()`

const PRESENT_PREDICTIONS = `
insert into prediction_hours (
  account_id, hour, model, submitted, completed, cost_microdollars, listed, listed_completed, listed_failed
) select account_id, ${HOUR}, model, count(*), count(*) filter (where status = 'completed'),
  coalesce(sum(reserved_microdollars) filter (where status = 'completed'), 0), count(*),
  count(*) filter (where status = 'completed'), count(*) filter (where status = 'failed')
from predictions group by 1, 2, 3`
const PRESENT_BILLS = `
insert into bill_hours (account_id, hour, model, key_id, deducts, refunds)
select account_id, ${HOUR}, model, key_id, count(*) filter (where kind = 'reserve'), count(*) filter (where kind = 'refund')
from ledger_transactions where kind in ('reserve', 'refund') and account_id is not null group by 1, 2, 3, 4`

/** Counts what is there anew; for rows that came while the triggers were not there, or were switched off. */
export const COUNT_PRESENT: readonly string[] = [PRESENT_PREDICTIONS, PRESENT_BILLS]

/** Bills and usage that outlive predictions, and a history of any length that is counted and paged at once. */
export const billingRecords: Migration = {
  version: 4,
  name: 'billing records',
  statements: [
    LEDGER_FACTS,
    FACTS_OF_PRESENT_JOBS,
    BILLS,
    BILLS_OF_MODEL,
    BILLS_OF_KEY,
    REFUNDS,
    NO_PLAIN_HISTORY,
    HISTORY,
    HISTORY_OF_MODEL,
    HISTORY_OF_STATUS,
    PREDICTION_HOURS,
    BILL_HOURS,
    ...COUNT_PRESENT,
    COUNT_SUBMITTED,
    COUNT_SUBMITTED_TRIGGER,
    COUNT_ENDED,
    COUNT_ENDED_TRIGGER,
    COUNT_REMOVED,
    COUNT_REMOVED_TRIGGER,
    COUNT_BILLS,
    COUNT_BILLS_TRIGGER,
  ],
}
