/** From a prompt to its text rows, once for each prompt: 12 layers of attention take longer than finding a string. */

import { createLatentsCache } from '../latents-cache.ts'
import type { TextEncoder } from './text-encoder.ts'
import type { Tokenizer } from './tokenizer.ts'

export interface PromptEncoder {
  /** @returns [tokens, width] */
  encode(prompt: string): Promise<Float32Array>
}

export interface PromptEncoderOptions {
  readonly tokenizer: Tokenizer
  readonly encoder: TextEncoder
  readonly maxBytes?: number | undefined
}

// 8 MiB: eighty prompts of thirty tokens, or ten of the longest. More would hold memory that a session could use; fewer
// would encode anew when someone goes back and forth between a few prompts.
const MAX_BYTES = 8 * 2 ** 20

export function createPromptEncoder({ tokenizer, encoder, maxBytes = MAX_BYTES }: PromptEncoderOptions): PromptEncoder {
  const known = createLatentsCache(maxBytes)
  return {
    async encode(prompt) {
      const before = known.get(prompt)
      if (before !== undefined) return before
      const rows = await encoder.encode(tokenizer.encode(prompt))
      known.set(prompt, rows)
      return rows
    },
  }
}
