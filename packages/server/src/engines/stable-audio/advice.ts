import { fill } from '../../sentence.ts'
import { WARNINGS } from '../../warnings.ts'
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
    ...missingSourceAdvice(request.task, WARNINGS.invented_behind_source),
  ]
}

function distilledAdvice(
  { guidanceScale, negativePrompt, numInferenceSteps, sampler }: RenderRequest,
  { name }: Checkpoint,
): readonly string[] {
  const advice: string[] = []
  if (guidanceScale !== 1) advice.push(fill(WARNINGS.distilled_guidance, { scale: guidanceScale, name }))
  if (negativePrompt !== '') {
    advice.push(guidanceScale === 1 ? WARNINGS.negative_unheard : fill(WARNINGS.distilled_negative, { name }))
  }
  if (numInferenceSteps > DISTILLED_STEPS) {
    advice.push(fill(WARNINGS.distilled_steps, { steps: numInferenceSteps, name, best: DISTILLED_STEPS }))
  }
  if (sampler !== undefined && sampler !== 'pingpong') {
    advice.push(fill(WARNINGS.distilled_sampler, { sampler, name }))
  }
  return advice
}

function baseAdvice(
  { guidanceScale, negativePrompt, numInferenceSteps, sampler }: RenderRequest,
  { name }: Checkpoint,
): readonly string[] {
  const advice: string[] = []
  if (numInferenceSteps < FEWEST_BASE_STEPS) {
    advice.push(fill(WARNINGS.base_steps, { steps: numInferenceSteps, name }))
  }
  if (guidanceScale === 1) {
    advice.push(fill(WARNINGS.base_guidance, { name }))
    if (negativePrompt !== '') advice.push(WARNINGS.negative_unheard)
  }
  if (sampler === 'pingpong') advice.push(fill(WARNINGS.base_sampler, { name }))
  return advice
}

function editAdvice(
  { task, checkpoint: asked }: RenderRequest,
  { name, longestSeconds }: Checkpoint,
): readonly string[] {
  const edits = task.kind === 'inpainting' || task.kind === 'outpainting'
  if (!edits || asked !== undefined || name === BEST_FOR_EDITS) return []
  return [fill(WARNINGS.edited_on_another, { best: BEST_FOR_EDITS, name, seconds: longestSeconds })]
}

function planAdvice({ task }: RenderRequest): readonly string[] {
  if (task.kind !== 'audio-to-audio' || task.plan === undefined) return []
  return [WARNINGS.plan_unheard]
}
