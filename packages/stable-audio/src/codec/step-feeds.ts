/** What a run of a codec graph is given beside audio or latents, by the kind of its attention. */

import type { Feeds, FloatTensor } from '../runtime/session.ts'
import { type CodecShape, type CodecStack, tokensPerLatent } from './shape.ts'
import { BLOCK_LATENTS, HIDDEN_LOGIT, KEPT_LATENTS } from './sliding-core.ts'
import type { Step } from './tiling.ts'

/** One for each pass through the codec: a stream remembers. */
export interface StepFeeds {
  of(step: Step): Feeds
  /** Called with the results of every run, before the next one is fed. */
  remember(results: Readonly<Record<string, FloatTensor>>): void
}

/** @param frames  latents of the pass */
export function stepFeeds(shape: CodecShape, stack: CodecStack, frames: number): StepFeeds {
  return shape.attention === 'chunked-midpoint' ? windowFeeds(frames) : streamFeeds(shape, stack, frames)
}

/** Marks the latents that are really there: the last chunk may have one too many. */
function windowFeeds(frames: number): StepFeeds {
  return {
    of({ from, length }) {
      const present = Float32Array.from({ length }, (_, index) => (from + index < frames ? 1 : 0))
      return { present: { data: present, shape: [length, 1] } }
    },
    remember() {},
  }
}

function streamFeeds(shape: CodecShape, stack: CodecStack, frames: number): StepFeeds {
  const keptShape = [stack.depth, KEPT_LATENTS * tokensPerLatent(shape), stack.width]
  let kept: FloatTensor = { data: new Float32Array(keptShape.reduce((all, size) => all * size, 1)), shape: keptShape }
  return {
    of: (step) => ({ kept, hidden: hiddenKeys(step, shape, stack, frames) }),
    remember(results) {
      kept = results['kept after'] ?? kept
    },
  }
}

/** Which keys lie outside of the clip: block l of the transformer sees the step from l + 1 latents before it on. */
function hiddenKeys({ from, length }: Step, shape: CodecShape, { depth }: CodecStack, frames: number): FloatTensor {
  const perLatent = tokensPerLatent(shape)
  const blocks = length / BLOCK_LATENTS
  const keys = (BLOCK_LATENTS + KEPT_LATENTS) * perLatent
  const hidden = new Float32Array(depth * blocks * keys)
  for (let row = 0; row < depth * blocks; row += 1) {
    const layer = Math.floor(row / blocks) + 1
    const first = from - layer - 1 + BLOCK_LATENTS * (row % blocks)
    for (let key = 0; key < keys; key += 1) {
      const latent = first + Math.floor(key / perLatent)
      if (latent < 0 || latent >= frames) hidden[row * keys + key] = HIDDEN_LOGIT
    }
  }
  return { data: hidden, shape: [depth, blocks, 1, 1, keys] }
}
