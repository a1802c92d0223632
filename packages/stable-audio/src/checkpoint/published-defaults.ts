/** What a configuration means by a key that it lacks: the published models. Source: specification 5.1. */

import type { CodecShape } from '../codec/shape.ts'
import type { DitShape } from '../diffusion/shape.ts'

const LATENT_CHANNELS = 256
export const AUDIO_CHANNELS = 2

export const PROMPT_DEFAULTS = { subfolder: 't5gemma-b-b-ul2' } as const
/** Of every published model; the context and the tokenizer are made for it. */
export const PROMPT_ROWS = 256
export const SECONDS_DEFAULTS = { min: 0, max: 384 } as const
/** `chunk_size`, in patches; also what lengths are aligned to where no chunk is configured. */
export const CHUNK_PATCHES = 32
/** Inner width of a feed-forward, in widths of its module. */
export const FEED_FORWARD_FACTORS = { dit: 4, codec: 3 } as const

export interface PublishedDit {
  /** The longest clip, in samples. */
  readonly sampleSize: number
  readonly shape: DitShape
}

const CONDITIONING = { contextChannels: 768, globalChannels: 768, localChannels: 1 + LATENT_CHANNELS }
const COMMON_DIT = { memoryTokens: 64, latentChannels: LATENT_CHANNELS, ...CONDITIONING }

export const SMALL_DIT: PublishedDit = {
  sampleSize: 5_292_032,
  shape: { ...COMMON_DIT, width: 1024, depth: 20, heads: 16, differential: false },
}
export const MEDIUM_DIT: PublishedDit = {
  sampleSize: 16_777_216,
  shape: { ...COMMON_DIT, width: 1536, depth: 24, heads: 24, differential: true },
}

export interface PublishedCodec {
  readonly attention: CodecShape['attention']
  readonly width: number
  readonly depth: number
  readonly patchSize: number
  /** Patches in a latent. */
  readonly stride: number
  readonly encoderMaskNoise: number
  readonly decoderMaskNoise: number
  /** `sinusoidal_blocks` of the decoder; 0 is none. */
  readonly sinusoidalBlocks: number
  readonly decoderMappingKernel: number
}

export const SAME_S: PublishedCodec = {
  attention: 'chunked-midpoint',
  ...{ width: 768, depth: 6, patchSize: 256, stride: 16 },
  ...{ encoderMaskNoise: 0, decoderMaskNoise: 0.01, sinusoidalBlocks: 0, decoderMappingKernel: 3 },
}
export const SAME_L: PublishedCodec = {
  attention: 'sliding-window',
  ...{ width: 1536, depth: 12, patchSize: 256, stride: 16 },
  ...{ encoderMaskNoise: 0.001, decoderMaskNoise: 0.1, sinusoidalBlocks: 8, decoderMappingKernel: 1 },
}
