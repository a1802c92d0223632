/** A checkpoint and the parts that run it, put together. */

import type { ModelConfig } from './checkpoint/model-config.ts'
import type { Checkpoint } from './checkpoint/open.ts'
import type { TensorSource } from './checkpoint/tensor-source.ts'
import { type Codec, createCodec } from './codec/codec.ts'
import type { PromptContext } from './diffusion/context.ts'
import { createDenoiser, type Denoiser } from './diffusion/denoiser.ts'
import type { Int8Matrices } from './graph/parameters.ts'
import { createLatentsCache, type LatentsCache } from './latents-cache.ts'
import type { LoraSet, LoraStrengths } from './lora/adapters.ts'
import type { Feeds } from './runtime/session.ts'
import type { SessionPool } from './runtime/session-pool.ts'
import { durationRow, negativeContext, promptContext, SECONDS_MATRIX_KEY } from './text/conditioning.ts'
import { createPromptEncoder, type PromptEncoder } from './text/prompt-cache.ts'
import { createTextEncoder } from './text/text-encoder.ts'
import type { Tokenizer } from './text/tokenizer.ts'

export interface ModelParts {
  readonly checkpoint: Checkpoint
  /** The text encoder's, as its graph is to use them. */
  readonly textTensors: TensorSource
  readonly tokenizer: Tokenizer
  readonly sessions: SessionPool
  readonly loras?: LoraSet | undefined
  readonly int8?: Int8Matrices | undefined
  readonly portable: boolean
  readonly textSoftcap: boolean
}

/** Everything that a generation asks for. */
export interface LoadedModel {
  readonly config: ModelConfig
  readonly sessions: SessionPool
  readonly prompts: PromptEncoder
  readonly denoiser: Denoiser
  readonly codec: Codec
  /** Source clips by their key. */
  readonly sources: LatentsCache
  /** Called before the items of a request: these strengths hold until the next request. Equal ones cost nothing. */
  applyLoraStrengths(strengths: LoraStrengths, signal: AbortSignal): Promise<void>
  promptContext(rows: Float32Array): PromptContext
  negativeContext(rows: Float32Array): PromptContext
  durationRow(seconds: number): Float32Array
}

// 64 MiB: an hour and a half of source clips. A clip that is encoded again costs seconds; this much memory costs nobody.
const SOURCE_LATENTS_BYTES = 64 * 2 ** 20

export function assembleModel({
  checkpoint,
  textTensors,
  tokenizer,
  sessions,
  loras,
  int8,
  portable,
  textSoftcap,
}: ModelParts): LoadedModel {
  const { config, tensors, textEncoder } = checkpoint
  let adapterFeeds: Feeds = {}
  let secondsMatrix: Float32Array | undefined
  return {
    config,
    sessions,
    sources: createLatentsCache(SOURCE_LATENTS_BYTES),
    prompts: createPromptEncoder({
      tokenizer,
      encoder: createTextEncoder({
        ...{ sessions, tensors: textTensors, config: textEncoder.config },
        softcap: textSoftcap,
        portable,
      }),
    }),
    denoiser: createDenoiser({
      sessions,
      tensors,
      shape: config.dit,
      portable,
      int8,
      adapters: loras,
      adapterFeeds: () => adapterFeeds,
    }),
    codec: createCodec({ sessions, tensors, shape: config.codec, portable, int8 }),
    async applyLoraStrengths(strengths, signal) {
      if (loras === undefined) return
      const feeds = await loras.feeds(strengths, signal)
      if (feeds === adapterFeeds) return
      secondsMatrix = await loras.matrix(SECONDS_MATRIX_KEY, strengths)
      adapterFeeds = feeds
    },
    promptContext: (rows) => promptContext(tensors, rows),
    negativeContext: (rows) => negativeContext(tensors, rows),
    durationRow(seconds) {
      const { min: minimum, max: maximum } = config.seconds
      return durationRow(tensors, seconds, { range: { minimum, maximum }, matrix: secondsMatrix })
    },
  }
}
