import { type Static, Type } from 'typebox'
import type { LivePrediction } from '../../ports.ts'
import { PROGRESS_FIELDS, PredictionObject, presentProgress } from '../wavespeed/prediction.ts'

/** All that a page needs to show how a task is doing. */
export const LiveState = Type.Object({
  id: PredictionObject.properties.id,
  model: Type.String(),
  status: PredictionObject.properties.status,
  ...PROGRESS_FIELDS,
  position: Type.Optional(Type.Integer({ description: 'Place in the queue while the task waits; 1 is next.' })),
  elapsed_ms: Type.Integer({ description: 'Since the submit while the task waits, since its start while it runs.' }),
  remaining_ms: Type.Optional(
    Type.Integer({ description: 'An estimate from the pace so far; absent until there is one.' }),
  ),
})

export type LiveState = Static<typeof LiveState>

/** Of a task that has not ended. */
export function liveState({ prediction, position }: LivePrediction, now: Date): LiveState {
  const { id, model, status, createdAt } = prediction
  const running = prediction.status === 'processing' ? prediction : undefined
  const since = running?.startedAt ?? createdAt
  const remainingMs = running?.progress.remainingMs
  return {
    ...{ id, model, status },
    ...(running ? presentProgress(running.progress) : { stage: 'waiting', fraction: 0 }),
    ...(position !== undefined && { position }),
    // The clocks of the database and of this process may differ a little.
    elapsed_ms: Math.max(0, now.getTime() - since.getTime()),
    ...(remainingMs !== undefined && { remaining_ms: remainingMs }),
  }
}
