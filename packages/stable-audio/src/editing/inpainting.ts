/**
 * Which part of a clip is made anew, in samples and in latent frames.
 *
 * C latent channels, T latent frames; 1 frame = 4096 samples = 92.9 ms.
 * Source: specification 1.5. In masks 1 is kept and 0 is made anew.
 */

import { SAMPLE_RATE_HZ } from '@retimbre/media'
import { samplesOf } from '../diffusion/lengths.ts'
import { optionFault } from '../option-faults.ts'
import type { Region } from '../request.ts'

/** [start, end), in samples. */
export interface SampleRegion {
  readonly start: number
  readonly end: number
}

/**
 * The regions in samples, in the order that they were given; they may touch and overlap.
 * @param samples  of the wanted clip
 * @throws StableAudioError `option_out_of_range` for a region that is empty or not inside the clip, or for none at all
 */
export function sampleRegions(regions: readonly Region[], samples: number): SampleRegion[] {
  const seconds = samples / SAMPLE_RATE_HZ
  if (regions.length === 0) throw optionFault('no_regions', { seconds })
  return regions.map(({ startSeconds, endSeconds }, index) => {
    const [start, end] = [samplesOf(startSeconds), samplesOf(endSeconds)]
    if (!(startSeconds >= 0 && start < end && end <= samples))
      throw optionFault('region', { place: index + 1, start: startSeconds, end: endSeconds, seconds })
    return { start, end }
  })
}

export interface KeepMaskOptions {
  readonly regions: readonly SampleRegion[]
  /** Samples of the wanted clip: whatever the model makes behind them is made anew, as it was in training. */
  readonly samples: number
  /** T */
  readonly frames: number
  /** 4096 */
  readonly samplesPerLatent: number
}

/**
 * A frame is made anew when its first sample lies in a region, so edges snap to frames and a start is rounded up. A
 * region that holds no frame's first sample, at most 93 ms long, takes the frame that it lies in; the published code
 * would make nothing.
 * @returns [T], 1 or 0
 */
export function keepMask({ regions, samples, frames, samplesPerLatent }: KeepMaskOptions): Float32Array {
  const keep = Float32Array.from({ length: frames }, (_, frame) => (frame * samplesPerLatent < samples ? 1 : 0))
  for (const { start, end } of regions) {
    const first = Math.ceil(start / samplesPerLatent)
    const last = Math.ceil(end / samplesPerLatent)
    if (first === last) keep[first - 1] = 0
    else keep.fill(0, first, last)
  }
  return keep
}

/**
 * The latents of the kept part, 0 where something is made anew.
 * @param latents  [C, T], of the clip
 * @param keep     [T]
 * @returns        [C, T]
 */
export function keptLatents(latents: Float32Array, keep: Float32Array): Float32Array {
  return latents.map((value, index) => value * keep[index % keep.length])
}

/**
 * Puts the clip's own latents back where it is kept.
 * @param generated  [C, T], changed
 * @param source     [C, T]
 * @param keep       [T]
 */
export function pasteLatents(generated: Float32Array, source: Float32Array, keep: Float32Array): void {
  for (let index = 0; index < generated.length; index += 1)
    if (keep[index % keep.length] === 1) generated[index] = source[index]
}
