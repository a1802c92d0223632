/** The autoencoder's part of a model's configuration. Source: specification 2.6 and 5.1. */

import type { CodecStack } from '../codec/shape.ts'
import { headsOf } from './attention-heads.ts'
import type { LenientJson } from './lenient-json.ts'
import type { CodecConfig, DitConfig } from './model-config.ts'
import { CHUNK_PATCHES, FEED_FORWARD_FACTORS, type PublishedCodec, SAME_L, SAME_S } from './published-defaults.ts'
import type { StackFacts, TensorFacts } from './tensor-facts.ts'

/**
 * @param config  `model.pretransform.config` of the configuration
 * @param dit     of the same model: published differential ones come with SAME-L
 */
export function readCodecConfig(
  config: LenientJson,
  facts: TensorFacts,
  dit: DitConfig,
): { codec: CodecConfig; alignLatents: number } {
  const encoder = config.at('encoder.config')
  const decoder = config.at('decoder.config')
  const published = publishedCodec([encoder, decoder], facts, dit)
  const stride = encoder.count('strides.0') ?? decoder.count('strides.0') ?? published.stride
  const chunkPatches = encoder.count('chunk_size') ?? decoder.count('chunk_size') ?? CHUNK_PATCHES
  const chunkLatents = Math.max(1, Math.floor(chunkPatches / stride))
  const decoderStack = readStack(decoder, facts.decoder, published, published.decoderMaskNoise)
  const codec: CodecConfig = {
    attention: published.attention,
    encoder: readStack(encoder, facts.encoder, published, published.encoderMaskNoise),
    decoder: {
      ...decoderStack,
      firstSinusoidalBlock: firstSinusoidalBlock(
        decoder.number('sinusoidal_blocks.0') ?? published.sinusoidalBlocks,
        decoderStack.depth,
      ),
      mappingKernel: facts.decoder?.mappingKernel ?? mappingKernel(decoder) ?? published.decoderMappingKernel,
    },
    latentChannels: dit.latentChannels,
    patchSize: config.count('pretransform.config.patch_size') ?? published.patchSize,
    stride,
    chunkLatents,
  }
  return { codec, alignLatents: chunkLatents }
}

/** By what the configuration says of attention; else by the tensors; else by the transformer that it serves. */
function publishedCodec(stacks: readonly LenientJson[], facts: TensorFacts, dit: DitConfig): PublishedCodec {
  if (stacks.some((stack) => Array.isArray(stack.value('sliding_window')))) return SAME_L
  if (stacks.some((stack) => stack.count('chunk_size') ?? stack.flag('chunk_midpoint_shift'))) return SAME_S
  const kernel = facts.decoder?.mappingKernel
  if (kernel !== undefined) return kernel === SAME_L.decoderMappingKernel ? SAME_L : SAME_S
  return dit.differential ? SAME_L : SAME_S
}

function readStack(
  config: LenientJson,
  facts: StackFacts | undefined,
  published: PublishedCodec,
  publishedMaskNoise: number,
): CodecStack {
  const channels = config.count('channels')
  const multiple = config.count('c_mults.0')
  const stated = channels !== undefined && multiple !== undefined ? channels * multiple : undefined
  const width = facts?.width ?? stated ?? published.width
  return {
    width,
    depth: facts?.depth ?? config.count('transformer_depths.0') ?? published.depth,
    heads: headsOf(width),
    feedForward: facts?.feedForward ?? width * FEED_FORWARD_FACTORS.codec,
    maskNoise: config.number('mask_noise') ?? publishedMaskNoise,
  }
}

/** The configured number counts from the end, and one too many: block i has a sine when `depth − i` is below it. */
function firstSinusoidalBlock(configured: number, depth: number): number | undefined {
  const first = Math.max(0, depth - configured + 1)
  return configured > 0 && first < depth ? first : undefined
}

function mappingKernel(config: LenientJson): number | undefined {
  const convolves = config.flag('conv_mapping')
  if (convolves === undefined) return undefined
  return convolves ? SAME_S.decoderMappingKernel : SAME_L.decoderMappingKernel
}
