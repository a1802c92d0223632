import { SAMPLE_RATE_HZ } from '../dsp/stereo.ts'
import { fill, RESTYLE_FAULTS, RestyleError } from '../errors.ts'
import type { Plan } from '../prompt/plan-keys.ts'

export interface RestyleOptions {
  readonly prompt: string
  readonly negativePrompt?: string
  /** Length of the result, 1 … 120; 30 when absent. */
  readonly durationSeconds?: number
  /** 0 gives the source back, 1 moves as far from it as this engine can; 0.9 when absent. */
  readonly initNoiseLevel?: number
  /** Passes that measure the tone and correct it, 1 … 100; 8 when absent. */
  readonly numInferenceSteps?: number
  /** How strongly the prompt acts, 0 … 25; 1 when absent. */
  readonly guidanceScale?: number
  /** 0 … 2³²−1; 0 when absent. Same source, options and seed: same bits. */
  readonly seed?: number
  /** Keys that replace what the prompt says, for a plan editor. */
  readonly plan?: Partial<Plan>
}

/** Options with every default filled in and every range checked. */
export interface RenderSettings {
  readonly prompt: string
  readonly negativePrompt: string
  readonly durationSeconds: number
  readonly lengthSamples: number
  readonly noiseLevel: number
  readonly passes: number
  readonly guidanceScale: number
  readonly seed: number
  readonly planOverrides: Partial<Plan>
}

/** The options as the engine works with them. @throws RestyleError `option_out_of_range` */
export function renderSettings(options: RestyleOptions): RenderSettings {
  if (typeof options.prompt !== 'string') throw new RestyleError('option_out_of_range', RESTYLE_FAULTS.no_text)
  const durationSeconds = numberWithin('durationSeconds', options.durationSeconds ?? 30, 1, 120)
  return {
    prompt: options.prompt,
    negativePrompt: options.negativePrompt ?? '',
    durationSeconds,
    lengthSamples: Math.round(durationSeconds * SAMPLE_RATE_HZ),
    noiseLevel: numberWithin('initNoiseLevel', options.initNoiseLevel ?? 0.9, 0, 1),
    passes: wholeWithin('numInferenceSteps', options.numInferenceSteps ?? 8, 1, 100),
    guidanceScale: numberWithin('guidanceScale', options.guidanceScale ?? 1, 0, 25),
    seed: wholeWithin('seed', options.seed ?? 0, 0, 2 ** 32 - 1),
    planOverrides: options.plan ?? {},
  }
}

function numberWithin(name: string, value: number, min: number, max: number): number {
  if (typeof value === 'number' && value >= min && value <= max) return value
  throw new RestyleError('option_out_of_range', fill(RESTYLE_FAULTS.number, { name, min, max }))
}

function wholeWithin(name: string, value: number, min: number, max: number): number {
  if (Number.isInteger(value) && value >= min && value <= max) return value
  throw new RestyleError('option_out_of_range', fill(RESTYLE_FAULTS.whole, { name, min, max }))
}
