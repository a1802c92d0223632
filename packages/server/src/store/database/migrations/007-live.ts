import type { Migration } from '../migrate.ts'

/** One row of numbers for all predictions, so that a watcher of a whole account can resume from a single one. */
const REVISIONS = `create sequence prediction_revisions`

const COLUMNS = `
alter table predictions
  add column revision bigint not null default nextval('prediction_revisions'),
  add column progress_step integer,
  add column progress_steps integer,
  add column progress_remaining_ms integer,
  add column stage_ms jsonb`

/** What ended since a watcher last looked. */
const ENDED_CHANGES = `
create index predictions_ended_changes on predictions (account_id, revision) where finished_at is not null`

// By a trigger, so that no statement that changes what a watcher sees can forget it. A beat that brings nothing new, and
// the lease that it renews, are no change. The payload is id, account, and whether those who wait may have moved up.
const NOTE_CHANGE = `
create function note_prediction_change() returns trigger language plpgsql as $$
declare
  moved boolean := true;
begin
  if tg_op = 'UPDATE' then
    new.revision := nextval('prediction_revisions');
    moved := (old.lease_token is null, old.finished_at is null, old.priority, old.run_at)
      is distinct from (new.lease_token is null, new.finished_at is null, new.priority, new.run_at);
  end if;
  perform pg_notify('prediction_changed', concat_ws(' ', new.id, new.account_id, case when moved then 'moved' end));
  return new;
end $$`

const NOTE_INSERT = `
create trigger note_prediction_insert before insert on predictions
  for each row execute function note_prediction_change()`

const NOTE_UPDATE = `
create trigger note_prediction_update before update on predictions for each row when (
  (old.status, old.lease_token is null, old.priority, old.run_at,
    old.progress_stage, old.progress_fraction, old.progress_step, old.progress_steps)
  is distinct from
  (new.status, new.lease_token is null, new.priority, new.run_at,
    new.progress_stage, new.progress_fraction, new.progress_step, new.progress_steps)
) execute function note_prediction_change()`

/** Every change of a prediction has a number and is told; steps, estimates and the times of stages are kept. */
export const live: Migration = {
  version: 7,
  name: 'live',
  statements: [REVISIONS, COLUMNS, ENDED_CHANGES, NOTE_CHANGE, NOTE_INSERT, NOTE_UPDATE],
}
