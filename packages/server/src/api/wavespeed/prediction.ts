import { type Static, Type } from 'typebox'
import type { JobProgress, Prediction } from '../../jobs/prediction.ts'

/** Task code of a sync answer that was given before the task had ended. */
const SYNC_DEADLINE_CODE = 5004

/** Four digits: finer than any bar, and no tail of digits that mean nothing. */
const FRACTION_STEPS = 10_000

/** How far a task is; of the numbers, those that are known. */
export const PROGRESS_FIELDS = {
  stage: Type.String({ description: 'What is being done, in words for a person.' }),
  fraction: Type.Number({ minimum: 0, maximum: 1 }),
  step: Type.Optional(Type.Integer({ description: 'Steps of the diffusion that are done.' })),
  steps: Type.Optional(Type.Integer({ description: 'Steps of the diffusion in all.' })),
}

/** A prediction on the wire (API contract, section 2). What stands after `input` is ours, and clients pass over it. */
export const PredictionObject = Type.Object(
  {
    id: Type.String({ pattern: '^[0-9a-f]{32}$' }),
    model: Type.String(),
    outputs: Type.Array(Type.String()),
    // Some clients read every value as text, so nothing else may stand in here.
    urls: Type.Object({ get: Type.String() }, { additionalProperties: false }),
    has_nsfw_contents: Type.Array(Type.Boolean()),
    status: Type.Unsafe<Prediction['status']>({
      type: 'string',
      enum: ['created', 'processing', 'completed', 'failed'],
    }),
    created_at: Type.String(),
    error: Type.String(),
    code: Type.Optional(Type.Integer({ description: 'Task error code; absent while nothing is wrong.' })),
    executionTime: Type.Integer({ description: 'Milliseconds of execution; 0 until the task has ended.' }),
    // Some clients read every value as a number, so nothing else may stand in here.
    timings: Type.Object({ inference: Type.Integer() }, { additionalProperties: false }),
    input: Type.Record(Type.String(), Type.Unknown()),
    seed: Type.Integer(),
    progress: Type.Optional(Type.Object(PROGRESS_FIELDS)),
    engine: Type.Optional(Type.String()),
    engine_version: Type.Optional(Type.String()),
    warnings: Type.Optional(Type.Array(Type.String())),
    report: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { $id: 'Prediction' },
)

export type PredictionObject = Static<typeof PredictionObject>

/**
 * @param resultUrl absolute address of the result
 * @param outputs addresses of the results, or their bytes as base64; empty until the prediction is completed
 */
export function presentPrediction(
  prediction: Prediction,
  resultUrl: string,
  outputs: readonly string[],
): PredictionObject {
  const { id, model, status, input, seed } = prediction
  return {
    id,
    model,
    outputs: [...outputs],
    urls: { get: resultUrl },
    has_nsfw_contents: outputs.map(() => false),
    status,
    created_at: prediction.createdAt.toISOString(),
    error: '',
    executionTime: 0,
    timings: { inference: 0 },
    ...ending(prediction),
    input,
    seed,
    ...outcome(prediction),
  }
}

/** The answer of sync mode when the deadline passed first: the phrase and the code are what clients test for. */
export function presentUnfinished(prediction: PredictionObject): PredictionObject {
  return { ...prediction, code: SYNC_DEADLINE_CODE, error: `Sync mode timed out. Prediction ID: ${prediction.id}` }
}

function ending(prediction: Prediction): Partial<PredictionObject> {
  if (prediction.status === 'completed') {
    const executionTime = Math.round(prediction.executionMs)
    return { executionTime, timings: { inference: Math.min(executionTime, Math.round(prediction.inferenceMs)) } }
  }
  if (prediction.status === 'failed') {
    return {
      error: prediction.error,
      code: prediction.errorCode,
      executionTime: Math.round(prediction.executionMs),
    }
  }
  return {}
}

export function presentProgress({ stage, fraction, step }: JobProgress): NonNullable<PredictionObject['progress']> {
  return {
    stage: step ? `${stage} ${step.done} of ${step.total}` : stage,
    fraction: Math.round(fraction * FRACTION_STEPS) / FRACTION_STEPS,
    ...(step && { step: step.done, steps: step.total }),
  }
}

function outcome(prediction: Prediction): Partial<PredictionObject> {
  if (prediction.status === 'processing') {
    return { progress: presentProgress(prediction.progress) }
  }
  if (prediction.status !== 'completed') return {}
  const { engine, engineVersion, warnings, report } = prediction
  return { engine, engine_version: engineVersion, warnings: [...warnings], report }
}
