import type { RenderKnobs, RenderParameters } from '../engines/port.ts'
import { MAX_EDIT_SECONDS } from '../models/durations.ts'

/** "rk4" asks the model four times a step, and guidance twice where others ask once. Restyling asks no model. */
export function evaluationsPerStep({ sampler, guidanceScale }: Pick<RenderKnobs, 'sampler' | 'guidanceScale'>): number {
  return (sampler === 'rk4' ? 4 : 1) * (guidanceScale === 1 ? 1 : 2)
}

/**
 * How much a job asks of a model: evaluations, times the seconds of sound in each. The clip that an edit starts from is
 * not here when its job begins, so the longest is assumed.
 */
export function evaluationSeconds({ mode, batchSize, ...knobs }: RenderParameters): number {
  const seconds = 'durationSeconds' in mode ? mode.durationSeconds : MAX_EDIT_SECONDS
  return batchSize * knobs.numInferenceSteps * evaluationsPerStep(knobs) * seconds
}
