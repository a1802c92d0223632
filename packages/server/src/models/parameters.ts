/**
 * The inputs that the models share. Names, defaults and ranges are the wire's (API contract, section 7); `title`, `step`
 * and the `x-` keywords are hints for the forms that clients draw.
 */

import type { OutputFormat } from '@retimbre/media'
import { Type } from 'typebox'
import { PASTES, type Paste, SAMPLERS, type Sampler, SCHEDULES, type Schedule } from '../engines/port.ts'
import { CHECKPOINT_NAMES } from './checkpoint-names.ts'
import { DURATION_SECONDS } from './durations.ts'

// Long enough for any description of a sound; the text is kept with the prediction and shown in every result.
const MAX_PROMPT_CHARACTERS = 10_000

/** Seeds are unsigned 32-bit integers. */
const MAX_SEED = 2 ** 32 - 1

/** What a model uses for an input that was left out. */
export const DEFAULTS = {
  duration: 30,
  initNoiseLevel: 0.9,
  numInferenceSteps: 8,
  guidanceScale: 1,
  batchSize: 1,
  paste: 'audio',
} as const

export const OUTPUT_FORMATS = [
  'mp3',
  'wav',
  'flac',
  'ogg',
  'opus',
  'm4a',
  'aac',
] as const satisfies readonly OutputFormat[]

export const audio = Type.String({
  title: 'Audio',
  description: 'URL of the clip to transform: an uploaded file, any public http(s) address, or a data: URL.',
  'x-ui-component': 'uploader',
  'x-accept': 'audio/*',
})

export const prompt = Type.String({
  title: 'Prompt',
  description: 'What the result should sound like.',
  maxLength: MAX_PROMPT_CHARACTERS,
})

export const duration = Type.Optional(
  Type.Number({
    title: 'Duration',
    description: 'Length of the result in seconds.',
    ...DURATION_SECONDS,
    default: DEFAULTS.duration,
    step: 1,
    'x-ui-component': 'slider',
  }),
)

export const initNoiseLevel = Type.Optional(
  Type.Number({
    title: 'Init noise level',
    description: 'How far the result may move away from the source: 0 stays close, 1 changes most.',
    minimum: 0,
    maximum: 1,
    default: DEFAULTS.initNoiseLevel,
    step: 0.01,
    'x-ui-component': 'slider',
  }),
)

const negativePrompt = Type.Optional(
  Type.String({
    title: 'Negative prompt',
    description:
      'What to avoid. Takes effect where guidance is not 1, and on base checkpoints above all; results say so otherwise.',
    maxLength: MAX_PROMPT_CHARACTERS,
    default: '',
  }),
)

export const numInferenceSteps = Type.Optional(
  Type.Integer({
    title: 'Steps',
    description: 'Refinement steps; more take longer. Distilled checkpoints need 8, base checkpoints about 50.',
    minimum: 1,
    maximum: 100,
    default: DEFAULTS.numInferenceSteps,
    step: 1,
    'x-ui-component': 'slider',
  }),
)

export const guidanceScale = Type.Optional(
  Type.Number({
    title: 'Guidance scale',
    description:
      'How strictly the result follows the prompt. For base checkpoints, at about 7; distilled ones are made for 1.',
    minimum: 0,
    maximum: 25,
    default: DEFAULTS.guidanceScale,
    step: 0.1,
    'x-ui-component': 'slider',
  }),
)

const outputFormat = Type.Optional(
  Type.Unsafe<OutputFormat>({
    type: 'string',
    title: 'Output format',
    description: 'Format of the result.',
    enum: OUTPUT_FORMATS,
    default: 'mp3',
    'x-ui-component': 'select',
  }),
)

/** Ours: the hosted service has no seed and ignores it, so sending it there does no harm. */
export const seed = Type.Optional(
  Type.Integer({
    title: 'Seed',
    description: 'The same inputs with the same seed give the same result; drawn at random when left out.',
    minimum: 0,
    maximum: MAX_SEED,
  }),
)

// Four results of the longest clip fill half a gigabyte on their way, and take four times as long as one.
const MAX_BATCH = 4

// More than anybody mixes; each makes every step a little slower.
const MAX_LORAS = 8

/** Ours, as is every input below: which checkpoint is to serve the request. */
const checkpoint = Type.Optional(
  Type.String({
    title: 'Checkpoint',
    description: 'Checkpoint that makes the result, among those installed here; the best suited one when left out.',
    maxLength: 100,
    'x-enum': CHECKPOINT_NAMES,
  }),
)

const schedule = Type.Optional(
  Type.Unsafe<Schedule>({
    type: 'string',
    title: 'Schedule',
    description:
      'How the noise falls: "monotone" (used when left out) never exceeds the init noise level; "upstream" is the published ' +
      'code’s, which jumps above it once.',
    enum: SCHEDULES,
  }),
)

const sampler = Type.Optional(
  Type.Unsafe<Sampler>({
    type: 'string',
    title: 'Sampler',
    description: 'How the steps are taken; the checkpoint’s own when left out. "rk4" asks the model four times a step.',
    enum: SAMPLERS,
  }),
)

const loras = Type.Optional(
  Type.Array(
    Type.Object({
      path: Type.String({
        title: 'LoRA',
        description: 'Name of a LoRA file that is installed here, without its extension.',
        maxLength: 200,
      }),
      scale: Type.Optional(
        Type.Number({
          title: 'Strength',
          description: 'Its strength.',
          minimum: -4,
          maximum: 4,
          default: 1,
          step: 0.1,
        }),
      ),
    }),
    {
      title: 'LoRAs',
      description: 'Fine-tunings to add to the checkpoint.',
      maxItems: MAX_LORAS,
      'x-ui-component': 'loras',
    },
  ),
)

const batchSize = Type.Optional(
  Type.Integer({
    title: 'Results',
    description: 'How many results to make, each with the next seed. The price is for all of them.',
    minimum: 1,
    maximum: MAX_BATCH,
    default: DEFAULTS.batchSize,
    step: 1,
  }),
)

/** For the models that keep a part of the clip. */
export const paste = Type.Optional(
  Type.Unsafe<Paste>({
    type: 'string',
    title: 'Kept part',
    description:
      'What becomes of the part that is kept: "audio" its very samples, cross-faded at the edges; "latent" remade by the ' +
      'codec; "none" remade by the model.',
    enum: PASTES,
    default: DEFAULTS.paste,
    'x-ui-component': 'select',
  }),
)

/** What every model takes after its own inputs, in the order of the forms. */
export const finishing = {
  negative_prompt: negativePrompt,
  num_inference_steps: numInferenceSteps,
  guidance_scale: guidanceScale,
  output_format: outputFormat,
  seed,
  batch_size: batchSize,
  model: checkpoint,
  schedule,
  sampler,
  loras,
}
