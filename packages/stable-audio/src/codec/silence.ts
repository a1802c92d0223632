/**
 * Latents of silence are worked out once: away from sound and from the end of the clip they are the same everywhere.
 * Source: specification 2.6 (receptive fields). Parity: as for tiling.
 */

import type { StereoAudio } from '@retimbre/media'
import { type CodecShape, paddedFrames } from './shape.ts'

/** A silent clip that has every kind of silent latent in it. */
export interface SilentClip {
  readonly frames: number
  /** Latents that know how near the end of a clip is. */
  readonly nearEnd: number
  /** Latents after the last sound that still hear it. */
  readonly hearing: number
  /** The first latent that knows of no edge. */
  readonly inner: number
  /** Inner latents repeat with this period. */
  readonly period: number
}

export function silentClip(shape: CodecShape): SilentClip {
  if (shape.attention === 'chunked-midpoint') {
    const chunk = shape.chunkLatents
    return { frames: 4 * chunk, nearEnd: chunk, hearing: chunk, inner: 2 * chunk, period: chunk }
  }
  const { depth } = shape.encoder
  return { frames: 2 * depth + 1, nearEnd: depth, hearing: depth, inner: depth, period: 1 }
}

/** The latent of the silent clip that equals latent `frame` of a clip of `frames`. */
export function silentFrame(shape: CodecShape, frame: number, frames: number): number {
  const silent = silentClip(shape)
  const toEnd = paddedFrames(shape, frames) - frame
  return toEnd <= silent.nearEnd ? silent.frames - toEnd : silent.inner + (frame % silent.period)
}

/** Samples up to and with the last one that is not zero, of the first `samples`. */
export function audibleSamples({ left, right }: StereoAudio, samples: number): number {
  let end = Math.min(left.length, samples)
  while (end > 0 && left[end - 1] === 0 && right[end - 1] === 0) end -= 1
  return end
}
