import type { ModelName } from '../catalogue/catalogue.ts'
import { useRuns } from '../runs/runs.ts'
import type { ResultClip } from './clips.ts'

/** How much earlier than its source a result begins: what was added before it. */
export function useSecondsBefore(model: ModelName): (clip: ResultClip) => number {
  const runs = useRuns()
  if (model !== 'audio-outpainting') return () => 0
  return ({ runId }) => {
    const seconds = runs.get(runId)?.prediction.input.extend_seconds_before
    return typeof seconds === 'number' ? seconds : 0
  }
}
