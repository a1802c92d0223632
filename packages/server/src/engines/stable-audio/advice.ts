import { missingSourceAdvice } from '../missing-source.ts'
import type { RenderRequest } from '../port.ts'
import { BEST_FOR_EDITS, type Checkpoint } from './checkpoints.ts'

/** Steps that a distilled checkpoint was made for, and that a base one needs at least for a clean result. */
const DISTILLED_STEPS = 8
const FEWEST_BASE_STEPS = 25

/**
 * What a person should know about the knobs of a request on this checkpoint: which of them do nothing, or something else
 * than the name says. Source of what distilled and base checkpoints do: specification 3.1.
 */
export function adviceOn(request: RenderRequest, checkpoint: Checkpoint): readonly string[] {
  return [
    ...(checkpoint.distilled ? distilledAdvice(request, checkpoint) : baseAdvice(request, checkpoint)),
    ...editAdvice(request, checkpoint),
    ...planAdvice(request),
    ...missingSourceAdvice(request.task, 'started from silence'),
  ]
}

function distilledAdvice(
  { guidanceScale, negativePrompt, numInferenceSteps, sampler }: RenderRequest,
  { name }: Checkpoint,
): readonly string[] {
  const advice: string[] = []
  if (guidanceScale !== 1) {
    advice.push(
      `Guidance ${guidanceScale}: the checkpoint "${name}" is distilled and was made for guidance 1. Other values double ` +
        'the time and push the result away from what it was trained to make; on a base checkpoint they strengthen the prompt.',
    )
  }
  if (negativePrompt !== '') {
    advice.push(
      guidanceScale === 1
        ? 'The negative prompt had no effect: at guidance 1 a model does not look at it.'
        : `The negative prompt has little effect on the distilled checkpoint "${name}"; base checkpoints were made for it.`,
    )
  }
  if (numInferenceSteps > DISTILLED_STEPS) {
    advice.push(
      `${numInferenceSteps} steps: the distilled checkpoint "${name}" was made for ${DISTILLED_STEPS}. More take longer and ` +
        'rarely sound better.',
    )
  }
  if (sampler !== undefined && sampler !== 'pingpong') {
    advice.push(`The sampler "${sampler}": the distilled checkpoint "${name}" was trained for "pingpong".`)
  }
  return advice
}

function baseAdvice(
  { guidanceScale, negativePrompt, numInferenceSteps, sampler }: RenderRequest,
  { name }: Checkpoint,
): readonly string[] {
  const advice: string[] = []
  if (numInferenceSteps < FEWEST_BASE_STEPS) {
    advice.push(`${numInferenceSteps} steps are few for the base checkpoint "${name}": it was made for about 50.`)
  }
  if (guidanceScale === 1) {
    advice.push(`Guidance 1 is none: the base checkpoint "${name}" follows the prompt best at about 7.`)
    if (negativePrompt !== '') {
      advice.push('The negative prompt had no effect: at guidance 1 a model does not look at it.')
    }
  }
  if (sampler === 'pingpong') {
    advice.push(`The sampler "pingpong" is for distilled checkpoints; "${name}" is made for "euler".`)
  }
  return advice
}

function editAdvice(
  { task, checkpoint: asked }: RenderRequest,
  { name, longestSeconds }: Checkpoint,
): readonly string[] {
  const edits = task.kind === 'inpainting' || task.kind === 'outpainting'
  if (!edits || asked !== undefined || name === BEST_FOR_EDITS) return []
  return [
    `The checkpoint "${BEST_FOR_EDITS}" is not installed, so "${name}" made this; it takes clips of up to ${longestSeconds} s.`,
  ]
}

function planAdvice({ task }: RenderRequest): readonly string[] {
  if (task.kind !== 'audio-to-audio' || task.plan === undefined) return []
  return ['The plan had no effect: it steers the embedded signal processing, and Stable Audio 3 follows words alone.']
}
