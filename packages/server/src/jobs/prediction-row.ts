import type { Selectable } from 'kysely'
import type { RenderParameters } from '../engines/port.ts'
import type { PredictionTable } from '../store/database/tables.ts'
import type { JobProgress, JobSource, NewPrediction, Prediction, WebhookTarget } from './prediction.ts'

export type PredictionRow = Selectable<PredictionTable>

/** What is read of a row to make a prediction, but for the report, which is the largest part and no list shows. */
export const LISTED_COLUMNS = [
  ...(['id', 'account_id', 'key_id', 'model', 'input', 'render', 'unknown_input', 'source', 'output_format'] as const),
  ...(['base64_output', 'seed', 'price_microdollars', 'status', 'created_at', 'started_at', 'finished_at'] as const),
  ...(['progress_stage', 'progress_fraction', 'progress_step', 'progress_steps', 'progress_remaining_ms'] as const),
  ...(['engine', 'engine_version', 'warnings', 'outputs', 'webhook'] as const),
  ...(['error_code', 'error', 'execution_ms', 'inference_ms'] as const),
] as const satisfies readonly (keyof PredictionRow)[]

type ReadRow = Pick<PredictionRow, (typeof LISTED_COLUMNS)[number]> & Partial<Pick<PredictionRow, 'report'>>

/** A row as the union it stands for. The table's own checks keep status and columns together. */
export function predictionOf(row: ReadRow): Prediction {
  const facts = { ...requestOf(row), id: row.id, createdAt: row.created_at }
  switch (row.status) {
    case 'created':
      return { ...facts, status: 'created' }
    case 'processing':
      return {
        ...facts,
        status: 'processing',
        progress: progressOf(row),
        startedAt: row.started_at ?? row.created_at,
      }
    case 'completed':
      return {
        ...facts,
        status: 'completed',
        engine: row.engine ?? '',
        engineVersion: row.engine_version ?? '',
        warnings: row.warnings ?? [],
        report: row.report ?? {},
        outputs: row.outputs ?? [],
        finishedAt: row.finished_at ?? row.created_at,
        executionMs: row.execution_ms ?? 0,
        inferenceMs: row.inference_ms ?? 0,
      }
    case 'failed':
      return {
        ...facts,
        status: 'failed',
        errorCode: row.error_code ?? 0,
        error: row.error ?? '',
        finishedAt: row.finished_at ?? row.created_at,
        executionMs: row.execution_ms ?? 0,
      }
  }
}

function progressOf(row: ReadRow): JobProgress {
  const { progress_step: done, progress_steps: total, progress_remaining_ms: remainingMs } = row
  return {
    stage: row.progress_stage ?? '',
    fraction: row.progress_fraction ?? 0,
    ...(done !== null && total !== null && { step: { done, total } }),
    ...(remainingMs !== null && { remainingMs }),
  }
}

export function requestOf(row: ReadRow): NewPrediction {
  return {
    accountId: row.account_id,
    keyId: row.key_id,
    model: row.model,
    input: row.input,
    // Written by submit from these very types.
    render: row.render as unknown as RenderParameters,
    unknownInput: row.unknown_input,
    source: row.source as JobSource | null,
    outputFormat: row.output_format,
    base64Output: row.base64_output,
    seed: row.seed,
    priceMicrodollars: row.price_microdollars,
    webhook: row.webhook as WebhookTarget | null,
  }
}
