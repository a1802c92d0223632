import type { RenderParameters } from '../../engines/port.ts'
import { DEFAULTS } from '../../models/parameters.ts'

/**
 * The wire's inputs in the engines' terms. Called once per submit, with inputs that were read by the model's schema;
 * what a model does not have takes the default of the models that do.
 */
export function renderParameters(input: Readonly<Record<string, unknown>>): RenderParameters {
  return {
    prompt: String(input.prompt ?? ''),
    negativePrompt: String(input.negative_prompt ?? ''),
    durationSeconds: Number(input.duration ?? DEFAULTS.duration),
    initNoiseLevel: Number(input.init_noise_level ?? DEFAULTS.initNoiseLevel),
    numInferenceSteps: Number(input.num_inference_steps ?? DEFAULTS.numInferenceSteps),
    guidanceScale: Number(input.guidance_scale ?? DEFAULTS.guidanceScale),
  }
}
