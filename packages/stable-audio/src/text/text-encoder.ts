/** T5Gemma on the tokens of a prompt, without padding: the rows of real tokens do not depend on it. */

import type { TensorSource } from '../checkpoint/tensor-source.ts'
import type { SessionPool } from '../runtime/session-pool.ts'
import { embeddingRows } from './embedding-rows.ts'
import type { TextEncoderShape } from './shape.ts'
import { textEncoderGraph } from './text-encoder-graph.ts'

export interface TextEncoder {
  /**
   * @param tokens  at most 256 ids
   * @returns       [tokens, width]; nothing is run for an empty prompt
   */
  encode(tokens: readonly number[]): Promise<Float32Array>
}

export interface TextEncoderOptions {
  readonly sessions: SessionPool
  /** The encoder's own file. */
  readonly tensors: TensorSource
  readonly config: TextEncoderShape
  /** `false` is what the published program does, whatever its configuration says. */
  readonly softcap?: boolean | undefined
  /** Operators that run on every execution provider. */
  readonly portable?: boolean | undefined
  /** Of the encoder's keys. */
  readonly prefix?: string | undefined
}

/** Session key: `text`. */
export function createTextEncoder(options: TextEncoderOptions): TextEncoder {
  const { sessions, tensors, config, softcap = false, portable, prefix = 'model.encoder.' } = options
  const build = () => textEncoderGraph(tensors, { shape: config, prefix, softcap, portable })
  return {
    async encode(tokens) {
      if (tokens.length === 0) return new Float32Array()
      const rows = embeddingRows(tensors, `${prefix}embed_tokens.weight`, tokens)
      const session = await sessions.get('text', build)
      const { encoded } = await session.run({ rows: { data: rows, shape: [tokens.length, config.width] } })
      return encoded?.data ?? new Float32Array()
    },
  }
}
