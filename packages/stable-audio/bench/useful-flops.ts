/**
 * Floating-point operations that a generation cannot do without: the matrix products and attentions of the DiT's steps
 * and of the latents that are encoded and decoded. A multiplication with its addition counts as 2.
 *
 * S = memory tokens + T, D width, N rows of the collapsed context, E width of the codec.
 */

import type { CodecShape } from '../src/codec/shape.ts'
import type { DitShape } from '../src/diffusion/shape.ts'

/** One evaluation of the DiT; what does not change from step to step is not in it. */
export function stepFlops(shape: DitShape, frames: number, contextRows: number): number {
  const { width: D, depth, memoryTokens, differential, latentChannels: C } = shape
  const S = memoryTokens + frames
  const attentions = differential ? 2 : 1
  const selfMatrices = (differential ? 5 : 3) + 1
  const crossMatrices = attentions + 1
  const feedForwardMatrices = 12
  const matrices = S * D * D * (selfMatrices + crossMatrices + feedForwardMatrices)
  const attention = attentions * 2 * S * (S + contextRows) * D
  const ends = frames * (2 * C * C + 2 * C * D)
  return 2 * (depth * (matrices + attention) + ends)
}

/** Encoding (or decoding) this many latents. */
export function codecFlops(shape: CodecShape, direction: 'encoder' | 'decoder', latents: number): number {
  const { attention, stride, latentChannels, patchSize } = shape
  const { width: E, depth, feedForward: F } = shape[direction]
  const isChunked = attention === 'chunked-midpoint'
  const keys = isChunked ? 2 * (stride + 1) : 2 * (stride + 1) + 1
  const perToken = 6 * E * E + 3 * E * F + 2 * 2 * keys * E
  const mappingTaps = isChunked && direction === 'decoder' ? 3 : 1
  const ends = stride * 2 * patchSize * E * mappingTaps + E * latentChannels
  return 2 * latents * ((stride + 1) * depth * perToken + ends)
}
