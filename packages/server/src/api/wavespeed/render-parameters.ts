import {
  type LoraChoice,
  PASTES,
  type PassedOver,
  type PlanOverride,
  type Region,
  type RenderMode,
  type RenderParameters,
  SAMPLERS,
  SCHEDULES,
} from '../../engines/port.ts'
import type { Model } from '../../models/model.ts'
import { DEFAULTS } from '../../models/parameters.ts'

type Input = Readonly<Record<string, unknown>>

/** What the wire calls what an engine may pass over. */
export const WIRE_NAMES: Readonly<Record<PassedOver, string>> = {
  checkpoint: 'model',
  schedule: 'schedule',
  sampler: 'sampler',
  loras: 'loras',
  plan: 'plan',
}

/**
 * The wire's inputs in the engines' terms: the only place where one name becomes the other. Called once per submit, with
 * inputs that were read by the model's schema.
 */
export function renderParameters({ mode }: Pick<Model, 'mode'>, input: Input): RenderParameters {
  return {
    mode: renderMode(mode, input),
    prompt: String(input.prompt ?? ''),
    negativePrompt: String(input.negative_prompt ?? ''),
    numInferenceSteps: Number(input.num_inference_steps ?? DEFAULTS.numInferenceSteps),
    guidanceScale: Number(input.guidance_scale ?? DEFAULTS.guidanceScale),
    batchSize: Number(input.batch_size ?? DEFAULTS.batchSize),
    checkpoint: typeof input.model === 'string' ? input.model : undefined,
    schedule: SCHEDULES.find((one) => one === input.schedule),
    sampler: SAMPLERS.find((one) => one === input.sampler),
    loras: list(input.loras).map(loraChoice),
  }
}

function renderMode(kind: Model['mode'], input: Input): RenderMode {
  const durationSeconds = Number(input.duration ?? DEFAULTS.duration)
  const paste = PASTES.find((one) => one === input.paste) ?? DEFAULTS.paste
  switch (kind) {
    case 'words':
      return { kind, durationSeconds }
    case 'audio-to-audio': {
      const initNoiseLevel = Number(input.init_noise_level ?? DEFAULTS.initNoiseLevel)
      const plan = input.plan as PlanOverride | undefined
      return { kind, durationSeconds, initNoiseLevel, ...(plan && { plan }) }
    }
    case 'inpainting':
      return { kind, regions: regionsOf(input), paste }
    case 'outpainting': {
      const { extend_seconds_before: before, extend_seconds_after: after } = input
      return { kind, beforeSeconds: Number(before), afterSeconds: Number(after), paste }
    }
  }
}

function regionsOf(input: Input): readonly Region[] {
  if (input.regions === undefined) {
    return [{ startSeconds: Number(input.mask_start_seconds), endSeconds: Number(input.mask_end_seconds) }]
  }
  return list(input.regions).map(({ start_seconds: start, end_seconds: end }) => ({
    startSeconds: Number(start),
    endSeconds: Number(end),
  }))
}

function loraChoice({ path, scale }: Input): LoraChoice {
  return { name: String(path), strength: Number(scale) }
}

/** A list of objects, as the schema left it. */
function list(value: unknown): readonly Input[] {
  return Array.isArray(value) ? value : []
}
