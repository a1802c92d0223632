import { SAMPLE_RATE_HZ, type StereoAudio } from '@retimbre/media'
import type { GenerateRequest, Inpainting } from '@retimbre/stable-audio'
import { JobError } from '../../errors.ts'
import type { RenderRequest, RenderTask } from '../port.ts'
import type { Checkpoint } from './checkpoints.ts'

/**
 * A request in the library's terms.
 * @throws JobError `input_invalid` when the clip is too long for the checkpoint, which nobody knew at submit
 */
export function generateRequest(request: RenderRequest, checkpoint: Checkpoint): GenerateRequest {
  const { prompt, negativePrompt, seed, numInferenceSteps, guidanceScale, schedule, sampler, loras } = request
  const task = taskOf(request.task)
  refuseTooLong(task.durationSeconds, checkpoint)
  return {
    ...task,
    items: [{ prompt, seed, ...(negativePrompt !== '' && { negativePrompt }) }],
    steps: numInferenceSteps,
    guidance: { scale: guidanceScale },
    ...{ schedule, sampler },
    loraStrengths: Object.fromEntries(loras.map(({ name, strength }) => [name, strength])),
  }
}

type TaskPart = Pick<GenerateRequest, 'durationSeconds' | 'initAudio' | 'inpainting'>

function taskOf(task: RenderTask): TaskPart {
  switch (task.kind) {
    case 'words':
      return { durationSeconds: task.durationSeconds }
    case 'audio-to-audio': {
      const { durationSeconds, initNoiseLevel: noiseLevel, source: audio } = task
      return { durationSeconds, initAudio: { audio, noiseLevel } }
    }
    case 'inpainting': {
      const { source: audio, regions, paste } = task
      return { durationSeconds: secondsOf(audio), inpainting: { audio, regions, paste } }
    }
    case 'outpainting':
      return outpainting(task)
  }
}

/** The clip between two silences, and both of them to be made anew. */
function outpainting({
  source,
  beforeSeconds,
  afterSeconds,
  paste,
}: Extract<RenderTask, { readonly kind: 'outpainting' }>): TaskPart {
  const before = Math.round(beforeSeconds * SAMPLE_RATE_HZ)
  const samples = before + source.left.length + Math.round(afterSeconds * SAMPLE_RATE_HZ)
  const start = before / SAMPLE_RATE_HZ
  const end = (before + source.left.length) / SAMPLE_RATE_HZ
  const durationSeconds = samples / SAMPLE_RATE_HZ
  const regions = [
    { startSeconds: 0, endSeconds: start },
    { startSeconds: end, endSeconds: durationSeconds },
  ].filter(({ startSeconds, endSeconds }) => endSeconds > startSeconds)
  const inpainting: Inpainting = { audio: placed(source, before, samples), regions, paste }
  return { durationSeconds, inpainting }
}

/** `source` from sample `at` on, in `samples` of silence; what does not fit is cut off. */
export function placed({ left, right }: StereoAudio, at: number, samples: number): StereoAudio {
  const channel = (from: Float32Array): Float32Array => {
    const to = new Float32Array(samples)
    to.set(from.subarray(0, samples - at), at)
    return to
  }
  return { left: channel(left), right: channel(right) }
}

// 50 ms: `longestSeconds` is rounded down, and a clip of exactly that length may carry a codec frame more.
const LENGTH_SLACK_SECONDS = 0.05

function refuseTooLong(seconds: number, { name, longestSeconds }: Checkpoint): void {
  if (seconds <= longestSeconds + LENGTH_SLACK_SECONDS) return
  const reason = `the result would be ${seconds.toFixed(1)} s long, and the checkpoint "${name}" makes up to ${longestSeconds} s`
  throw new JobError('input_invalid', { reason })
}

export function secondsOf({ left }: StereoAudio): number {
  return left.length / SAMPLE_RATE_HZ
}
