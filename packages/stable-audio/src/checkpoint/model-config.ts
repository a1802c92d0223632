/**
 * What a model looks like: read from its `model_config.json`, which may lack any key, and from its tensors, which are
 * right where the two disagree. Source: specification 5.1 and 10 row 3.
 */

import { SAMPLE_RATE_HZ } from '@retimbre/media'
import type { CodecDecoderStack, CodecShape, CodecStack } from '../codec/shape.ts'
import type { DistributionShift } from '../diffusion/distribution-shift.ts'
import type { DitShape } from '../diffusion/shape.ts'
import { StableAudioError } from '../errors.ts'
import { readCodecConfig } from './codec-config.ts'
import { readDitConfig } from './dit-config.ts'
import { readInferenceShift } from './inference-shift.ts'
import { type LenientJson, lenientJson } from './lenient-json.ts'
import { AUDIO_CHANNELS, PROMPT_DEFAULTS, PROMPT_ROWS, SECONDS_DEFAULTS } from './published-defaults.ts'
import { checkSizes, MOST_CHUNK_LATENTS, MOST_LAYERS, WIDEST } from './size-limits.ts'
import { type TensorFacts, tensorFacts } from './tensor-facts.ts'
import type { TensorSource } from './tensor-source.ts'

/** `rf_denoiser` is post-trained to need 8 steps; `rectified_flow` is a base model. Both predict velocity. */
export const OBJECTIVES = ['rf_denoiser', 'rectified_flow'] as const
export type Objective = (typeof OBJECTIVES)[number]

export interface DitConfig extends DitShape {
  /** Inner width of the feed-forward. */
  readonly feedForward: number
}

export interface CodecConfig extends CodecShape {
  readonly encoder: CodecStack
  readonly decoder: CodecDecoderStack & {
    /** Width of the convolution that makes patches. */
    readonly mappingKernel: number
  }
}

export interface ModelConfig {
  readonly objective: Objective
  /** The longest clip, in samples of one channel. */
  readonly sampleSize: number
  readonly sampleRateHz: number
  readonly audioChannels: number
  readonly latentChannels: number
  readonly samplesPerLatent: number
  /** The length of a clip is a multiple of this many latents. */
  readonly alignLatents: number
  readonly dit: DitConfig
  readonly codec: CodecConfig
  readonly prompt: {
    /** Folder of the text encoder, beside the configuration. */
    readonly subfolder: string
  }
  /** Durations that the model can be told. */
  readonly seconds: { readonly min: number; readonly max: number }
  readonly inferenceShift: DistributionShift
}

/**
 * @param json   the parsed `model_config.json`
 * @param facts  what the tensors say, over what the configuration says
 * @throws StableAudioError `checkpoint_unsupported` when it asks for something that is not built here
 */
export function readModelConfig(json: unknown, facts: TensorFacts = {}): ModelConfig {
  const root = lenientJson(json)
  const model = root.at('model')
  refuseOtherModels(model)
  const { sampleSize, shape: dit } = readDitConfig(model, facts)
  const { codec, alignLatents } = readCodecConfig(model.at('pretransform.config'), facts, dit)
  checkDitSizes(dit)
  checkCodecSizes(codec)
  return {
    objective: readObjective(model),
    sampleSize: root.count('sample_size') ?? sampleSize,
    sampleRateHz: root.count('sample_rate') ?? SAMPLE_RATE_HZ,
    audioChannels: channelsOfPatches(facts, codec.patchSize) ?? root.count('audio_channels') ?? AUDIO_CHANNELS,
    latentChannels: dit.latentChannels,
    samplesPerLatent: codec.patchSize * codec.stride,
    alignLatents,
    dit,
    codec,
    prompt: readPrompt(model),
    seconds: readSeconds(model),
    inferenceShift: readInferenceShift(model.value('diffusion.sampling_distribution_shift_options')),
  }
}

function checkDitSizes({ depth, ...dit }: DitConfig): void {
  const wide = (name: keyof typeof dit) => [`${name} of the transformer`, Number(dit[name]), WIDEST] as const
  const channels = ['latentChannels', 'contextChannels', 'globalChannels', 'localChannels'] as const
  const widths = ['width', 'feedForward', 'memoryTokens', ...channels] as const
  checkSizes([['the depth of the transformer', depth, MOST_LAYERS], ...widths.map(wide)])
}

function checkCodecSizes({ encoder, decoder, patchSize, stride, chunkLatents }: CodecConfig): void {
  const stacks = [encoder, decoder].flatMap(({ depth, width, feedForward }) => [
    ['the depth of the codec', depth, MOST_LAYERS] as const,
    ['the width of the codec', width, WIDEST] as const,
    ['the inner width of the codec', feedForward, WIDEST] as const,
  ])
  checkSizes([
    ...stacks,
    ['the length of a patch', patchSize, WIDEST],
    ['the patches of a latent', stride, WIDEST],
    ['the latents of a chunk', chunkLatents, MOST_CHUNK_LATENTS],
  ])
}

/** @param json  the parsed `model_config.json` */
export const describeCheckpoint = (json: unknown, tensors: TensorSource): ModelConfig =>
  readModelConfig(json, tensorFacts(tensors))

function channelsOfPatches({ patchChannels }: TensorFacts, patchSize: number): number | undefined {
  return patchChannels !== undefined && patchChannels % patchSize === 0 ? patchChannels / patchSize : undefined
}

function readObjective(model: LenientJson): Objective {
  const stated = model.value('diffusion.diffusion_objective')
  const objective = OBJECTIVES.find((known) => known === stated)
  if (objective === undefined && stated !== undefined) throw unsupported('diffusion_objective', stated)
  return objective ?? 'rf_denoiser'
}

/** Settings under which the same tensors would mean another computation, which would end as noise. */
const BUILT_AS: readonly (readonly [path: string, value: unknown])[] = [
  ['diffusion.config.global_cond_type', 'adaLN'],
  ['diffusion.config.timestep_features_type', 'expo'],
  ['diffusion.config.timestep_features_logsnr', false],
]

function refuseOtherModels(model: LenientJson): void {
  for (const [path, built] of BUILT_AS) {
    const stated = model.value(path)
    if (stated !== undefined && stated !== null && stated !== built) throw unsupported(path, stated)
  }
}

const unsupported = (path: string, stated: unknown): StableAudioError =>
  new StableAudioError('checkpoint_unsupported', `model_config.json says ${path} is ${JSON.stringify(stated)}`)

function readPrompt(model: LenientJson): ModelConfig['prompt'] {
  const config = conditioner(model, 'prompt')
  const padding = config?.value('padding_mode') ?? 'learned'
  if (padding !== 'learned') throw unsupported('the padding_mode of the prompt', padding)
  const rows = config?.value('max_length') ?? PROMPT_ROWS
  if (rows !== PROMPT_ROWS) throw unsupported('the max_length of the prompt', rows)
  const subfolder = config?.text('subfolder')
  return {
    subfolder: subfolder !== undefined && isPlainName(subfolder) ? subfolder : PROMPT_DEFAULTS.subfolder,
  }
}

function readSeconds(model: LenientJson): ModelConfig['seconds'] {
  const config = conditioner(model, 'seconds_total')
  const min = config?.number('min_val') ?? SECONDS_DEFAULTS.min
  const max = config?.number('max_val') ?? SECONDS_DEFAULTS.max
  return max > min ? { min, max } : SECONDS_DEFAULTS
}

const conditioner = (model: LenientJson, id: string): LenientJson | undefined =>
  model
    .items('conditioning.configs')
    .find((item) => item.text('id') === id)
    ?.at('config')

/** A name of a folder that cannot lead out of the checkpoint's own. */
const isPlainName = (name: string): boolean => /^[\w-][\w.-]*$/.test(name)
