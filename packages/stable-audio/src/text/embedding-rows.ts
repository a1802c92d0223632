/**
 * The first layer of the text encoder, done on the host: a row of the embedding table for each token.
 *
 * The table (256 000 rows, 196.6 M numbers) stays in its file; a prompt reads at most 256 rows of 1,536 bytes.
 * Source: specification 2.3.
 */

import type { StorageType, TensorSource } from '../checkpoint/tensor-source.ts'
import { StableAudioError } from '../errors.ts'

/** Digits of the significand, the hidden one included. */
const SIGNIFICANT_BITS = { f32: 24, f16: 11, bf16: 8 } as const satisfies Record<StorageType, number>

/**
 * What embeddings are multiplied by: √width as the number type of the file holds it. The published encoder runs in the
 * type in which it is stored, so that √768 is 27.75 in bf16, 27.71875 in fp16 and 27.712813 in fp32.
 */
export function embeddingScale(width: number, storage: StorageType): number {
  const exact = Math.sqrt(width)
  const unit = 2 ** (Math.floor(Math.log2(exact)) + 1 - SIGNIFICANT_BITS[storage])
  return Math.round(exact / unit) * unit
}

/**
 * @param key     the table, [vocabulary, width]
 * @returns       [tokens, width]
 * @throws StableAudioError `tokenizer_invalid` when a token is not in the table
 */
export function embeddingRows(tensors: TensorSource, key: string, tokens: readonly number[]): Float32Array {
  const { shape, storage } = tensors.get(key)
  const [vocabulary = 0, width = 0] = shape
  const scale = embeddingScale(width, storage)
  const rows = new Float32Array(tokens.length * width)
  tokens.forEach((token, index) => {
    if (!(token >= 0 && token < vocabulary))
      throw new StableAudioError('tokenizer_invalid', `token ${token} is not among the encoder's ${vocabulary}`)
    rows.set(tensors.readFloat32(key, [token, token + 1]), index * width)
  })
  return rows.map((value) => value * scale)
}
