/** What an autoencoder of the SAME family looks like; read from the model's configuration. Source: specification 5.1. */

/** One transformer: the encoder's or the decoder's. */
export interface CodecStack {
  /** E */
  readonly width: number
  readonly depth: number
  readonly heads: number
  /** F, the inner width of the feed-forward. */
  readonly feedForward: number
  /** Noise that the reference adds to the new tokens, in the units of a token. */
  readonly maskNoise: number
}

export interface CodecDecoderStack extends CodecStack {
  /** Blocks from this one on gate by a sine; none when absent. */
  readonly firstSinusoidalBlock?: number | undefined
}

export interface CodecShape {
  /** `chunked-midpoint` is SAME-S, `sliding-window` is SAME-L. */
  readonly attention: 'chunked-midpoint' | 'sliding-window'
  readonly encoder: CodecStack
  readonly decoder: CodecDecoderStack
  /** C */
  readonly latentChannels: number
  /** Samples of one channel in a patch. */
  readonly patchSize: number
  /** Patches in a latent. */
  readonly stride: number
  /** Latents in a chunk, where attention is chunked: a clip is as many of them as fit, rounded up. */
  readonly chunkLatents: number
}

export const AUDIO_CHANNELS = 2

/** A latent is its patches and one token more: the one that the encoder keeps, and that the decoder starts from. */
export const tokensPerLatent = ({ stride }: CodecShape): number => stride + 1

export const samplesPerLatent = ({ patchSize, stride }: CodecShape): number => patchSize * stride

/** Latents that the codec really works on: whole chunks where attention is chunked. */
export function paddedFrames({ attention, chunkLatents }: CodecShape, frames: number): number {
  return attention === 'chunked-midpoint' ? Math.ceil(frames / chunkLatents) * chunkLatents : frames
}
