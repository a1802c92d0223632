/**
 * The largest sizes that a configuration may name: whatever a model has is listed and held in memory before a single
 * tensor is looked for, so that a depth of two thousand million would end the process.
 */

import { StableAudioError } from '../errors.ts'

// 256: ten times the depth of the largest published model.
export const MOST_LAYERS = 256
// 65 536: forty times its width, and the inner width of a feed-forward of four times a sixteen-thousand.
export const WIDEST = 65_536
// 2²²: sixteen times the words of the published text encoder.
export const MOST_WORDS = 2 ** 22
// 8: a window of the codec is 68 latents long, and has a chunk of context on both sides of whole chunks that it gives.
export const MOST_CHUNK_LATENTS = 8

/**
 * @param sizes  what is measured, its size, and the most that it may be
 * @throws StableAudioError `checkpoint_unsupported`
 */
export function checkSizes(sizes: readonly (readonly [name: string, size: number, most: number])[]): void {
  for (const [name, size, most] of sizes) {
    if (size <= most) continue
    throw new StableAudioError('checkpoint_unsupported', `${name} is ${size}, and ${most} is the most that is run`)
  }
}
