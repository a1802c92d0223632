import { clipSeconds } from './clip-seconds.ts'
import type { RenderTask } from './port.ts'

// Half a second of missing source is a matter of file formats; more will be heard.
const MISSING_SOURCE_SECONDS = 0.5

/** @param then what the result is where the source has ended */
export function missingSourceAdvice(task: RenderTask, then: string): readonly string[] {
  if (task.kind !== 'audio-to-audio') return []
  const seconds = clipSeconds(task.source)
  if (task.durationSeconds - seconds <= MISSING_SOURCE_SECONDS) return []
  return [`The source is ${seconds.toFixed(1)} s long; from there on the result ${then}.`]
}
