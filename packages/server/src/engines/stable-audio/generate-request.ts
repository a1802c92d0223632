import type { GenerateRequest } from '@retimbre/stable-audio'
import { JobError } from '../../errors.ts'
import { REASONS } from '../../reasons.ts'
import { fill } from '../../sentence.ts'
import { clipSeconds } from '../clip-seconds.ts'
import type { RenderRequest, RenderTask } from '../port.ts'
import type { Checkpoint } from './checkpoints.ts'
import type { StableAudioLibrary } from './library.ts'

/**
 * A request in the library's terms.
 * @throws JobError `input_invalid` when the clip is too long for the checkpoint, which nobody knew at submit
 */
export async function generateRequest(
  request: RenderRequest,
  checkpoint: Checkpoint,
  library: Pick<StableAudioLibrary, 'planOutpainting'>,
): Promise<GenerateRequest> {
  const { prompt, negativePrompt, seed, numInferenceSteps, guidanceScale, schedule, sampler, loras } = request
  return {
    ...(await taskOf(request.task, checkpoint, library)),
    items: [{ prompt, seed, ...(negativePrompt !== '' && { negativePrompt }) }],
    steps: numInferenceSteps,
    guidance: { scale: guidanceScale },
    ...{ schedule, sampler },
    loraStrengths: Object.fromEntries(loras.map(({ name, strength }) => [name, strength])),
  }
}

async function taskOf(
  task: RenderTask,
  checkpoint: Checkpoint,
  library: Pick<StableAudioLibrary, 'planOutpainting'>,
): Promise<Pick<GenerateRequest, 'durationSeconds' | 'initAudio' | 'inpainting'>> {
  switch (task.kind) {
    case 'words':
      return { durationSeconds: task.durationSeconds }
    case 'audio-to-audio': {
      const { durationSeconds, initNoiseLevel: noiseLevel, source: audio } = task
      return { durationSeconds, initAudio: { audio, noiseLevel } }
    }
    case 'inpainting': {
      const { source: audio, regions, paste } = task
      const durationSeconds = lengthWithin(clipSeconds(audio), checkpoint)
      return { durationSeconds, inpainting: { audio, regions, paste } }
    }
    case 'outpainting': {
      const { source, beforeSeconds, afterSeconds, paste } = task
      const longestSeconds = lengthWithin(beforeSeconds + clipSeconds(source) + afterSeconds, checkpoint)
      const options = { audio: source, beforeSeconds, afterSeconds, longestSeconds: longestSeconds + ROUNDING_SECONDS }
      const { durationSeconds, audio, regions } = await library.planOutpainting(options)
      return { durationSeconds, inpainting: { audio, regions, paste } }
    }
  }
}

// 1 ms: the parts are rounded to samples one by one.
const ROUNDING_SECONDS = 0.001

function lengthWithin(seconds: number, { name, longestSeconds }: Checkpoint): number {
  if (seconds <= longestSeconds) return seconds
  const reason = fill(REASONS.result_too_long, { seconds: seconds.toFixed(2), name, longest: longestSeconds })
  throw new JobError('input_invalid', { reason })
}
