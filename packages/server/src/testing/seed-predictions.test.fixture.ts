import { sql } from 'kysely'
import type { Database } from '../store/database/database.ts'
import { COUNT_PRESENT } from '../store/database/migrations/004-billing-records.ts'

/** How many keys the predictions were made with; the first is the account's own, the last was used a few times only. */
const KEYS = 3

/** How many of them wait, for a time that does not come: the others have ended. */
const WAITING = 20

/** A job of the size that real ones have: about 2 kB with its inputs and its report. */
const PREDICTIONS = `
insert into predictions (
  id, account_id, key_id, model, input, render, unknown_input, source, output_format, base64_output, seed,
  price_microdollars, reserved_microdollars, status, created_at, run_at, attempts, started_at, engine, engine_version,
  warnings, report, outputs, error_code, error, finished_at, execution_ms, inference_ms
)
select replace(md5(n::text), '429', '428'), 'owner', key_id, model,
  json_build_object('audio', 'https://audio.example.org/clips/' || md5(n::text) || '.mp3', 'prompt',
    'downtown dusk neo soul pocket groove, take ' || n, 'duration', 30, 'init_noise_level', 0.9, 'negative_prompt', '',
    'num_inference_steps', 8, 'guidance_scale', 1, 'output_format', 'mp3'),
  '{"mode": {"kind": "audio-to-audio", "durationSeconds": 30, "initNoiseLevel": 0.9}, "prompt": "", "negativePrompt": "",
    "numInferenceSteps": 8, "guidanceScale": 1, "batchSize": 1, "loras": []}', '{}',
  jsonb_build_object('kind', 'url', 'url', 'https://audio.example.org/clips/' || md5(n::text) || '.mp3'),
  'mp3', false, n, 24000, 24000, status, created_at, case when status = 'created' then '9999-01-01' else created_at end,
  (status <> 'created')::integer, case when status <> 'created' then created_at end,
  case when status = 'completed' then 'dsp-restyle' end, case when status = 'completed' then '0.1.0' end,
  case when status = 'completed' then '["Removing voices reduces them."]'::jsonb end,
  case when status = 'completed' then json_build_object('understood', array_fill(md5(n::text), array[24])) end,
  case when status = 'completed' then jsonb_build_array('outputs/' || md5('o' || n) || '/0.mp3') end,
  case when status = 'failed' then 1402 end,
  case when status = 'failed' then 'Could not fetch the audio from the given URL: it is not there.' end,
  case when status <> 'created' then created_at + interval '7 seconds' end,
  case when status <> 'created' then 7000 end, case when status = 'completed' then 6500 end
from (
  select n, now() - n * ($days::float8 / $count) * interval '1 day' as created_at,
    case when n <= ${WAITING} then 'created' when n % 20 = 7 then 'failed' else 'completed' end as status,
    'stability-ai/stable-audio-3/' || (array['audio-to-audio', 'audio-to-audio', 'audio-to-audio', 'music', 'music',
      'text-to-audio', 'audio-inpainting'])[1 + n % 7] as model,
    'seeded-' || case when n % 20000 = 11 then 3 when n % 5 = 0 then 2 else 1 end as key_id
  from generate_series(1, $count) as n
) as job`

const RESERVATIONS = `
insert into ledger_transactions (kind, prediction_id, created_at, account_id, key_id, model, amount_microdollars)
select 'reserve', id, created_at, account_id, key_id, model, reserved_microdollars from predictions order by created_at`

const CONCLUSIONS = `
insert into ledger_transactions (kind, prediction_id, created_at, account_id, key_id, model, amount_microdollars)
select case when status = 'completed' then 'settle' else 'refund' end, id, finished_at, account_id, key_id, model,
  reserved_microdollars
from predictions where finished_at is not null order by finished_at`

const TABLES = ['predictions', 'ledger_transactions'] as const

/**
 * Stores ended predictions of the owner with their bills, evenly spread over the last days, and twenty that wait for good;
 * also for the benchmarks. Balances stay as they were. Cost: about a minute for 100,000.
 */
export async function seedPredictions({ kysely }: Database, count: number, days = 6.9): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(kysely)
  for (let index = 1; index <= KEYS; index++) {
    await run(`insert into api_keys (id, account_id, name, key_hash, origin, created_at, revoked_at)
      values ('seeded-${index}', 'owner', 'seeded ${index}', 'seeded ${index}', 'created', now(), now())`)
  }
  // One row at a time, the triggers would take minutes and tell somebody of each.
  for (const table of TABLES) await run(`alter table ${table} disable trigger user`)
  await run(PREDICTIONS.replaceAll('$count', String(count)).replaceAll('$days', String(days)))
  for (const statement of [RESERVATIONS, CONCLUSIONS, ...COUNT_PRESENT]) await run(statement)
  for (const table of TABLES) await run(`alter table ${table} enable trigger user`)
}
