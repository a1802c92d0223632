import { fill } from '../sentence.ts'
import type { WARNINGS } from '../warnings.ts'
import { clipSeconds } from './clip-seconds.ts'
import type { RenderTask } from './port.ts'

// Half a second of missing source is a matter of file formats; more will be heard.
const MISSING_SOURCE_SECONDS = 0.5

type SourceEnded = (typeof WARNINGS)['silence_behind_source' | 'invented_behind_source']

/** @param warning what the result is where the source has ended */
export function missingSourceAdvice(task: RenderTask, warning: SourceEnded): readonly string[] {
  if (task.kind !== 'audio-to-audio') return []
  const seconds = clipSeconds(task.source)
  if (task.durationSeconds - seconds <= MISSING_SOURCE_SECONDS) return []
  return [fill(warning, { seconds: seconds.toFixed(1) })]
}
