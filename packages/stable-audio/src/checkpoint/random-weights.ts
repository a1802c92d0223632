/**
 * Random weights at the speed of memory, for checkpoints that are made to be measured and not to be listened to.
 *
 * Source: Marsaglia's xorshift32, seeded by the key, so that a checkpoint comes out the same every time.
 */

import { sizeOfShape } from './tensor-source.ts'
import { rotaryFrequencies, weightRange } from './weight-rule.ts'

/** 4 MB a piece: small beside any machine's memory, large beside the cost of a write. */
const PIECE_VALUES = 2 ** 20

/** The weights of one tensor, piece by piece; every piece is the same array with other values in it. */
export function* randomWeights(key: string, shape: readonly number[]): Generator<Float32Array> {
  const frequencies = rotaryFrequencies(key, shape)
  if (frequencies !== undefined) {
    yield frequencies
    return
  }
  const { centre, spread } = weightRange(key, shape)
  const size = sizeOfShape(shape)
  const piece = new Float32Array(Math.min(size, PIECE_VALUES))
  const scale = spread * 2 ** -31
  let state = seedOf(key)
  for (let start = 0; start < size; start += piece.length) {
    const length = Math.min(piece.length, size - start)
    for (let index = 0; index < length; index += 1) {
      state ^= state << 13
      state ^= state >>> 17
      state ^= state << 5
      piece[index] = centre + scale * state
    }
    yield piece.subarray(0, length)
  }
}

/** FNV-1a, and never 0, on which xorshift stands still. */
function seedOf(key: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(key)) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash || 1
}
