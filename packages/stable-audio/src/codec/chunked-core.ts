/**
 * The transformer of SAME-S: attention inside chunks of two latents, and from half depth on inside chunks that lie
 * half a chunk further, so that neighbours meet.
 *
 * N = 17·T tokens (T even), E width. Chunks are the batch axis; rotary positions start anew in each.
 * Source: specification 2.6, "Core, SAME-S". Parity: 1e-5 relative to the reference, fp32.
 */

import { StableAudioError } from '../errors.ts'
import type { Value } from '../graph/builder.ts'
import { rotate } from '../graph/layers.ts'
import type { Parameters } from '../graph/parameters.ts'
import { type AttentionLayout, codecBlock } from './block.ts'
import { storedRotaryTables } from './rotary.ts'
import { type CodecShape, type CodecStack, tokensPerLatent } from './shape.ts'

/**
 * @param tokens [N, E]
 * @returns [N, E]
 * @throws StableAudioError `checkpoint_unsupported` when chunks cannot be halved
 */
export function chunkedCore(parameters: Parameters, tokens: Value, shape: CodecShape, stack: CodecStack): Value {
  const { graph } = parameters
  const chunk = shape.chunkLatents * tokensPerLatent(shape)
  if (chunk % 2 !== 0) throw new StableAudioError('checkpoint_unsupported', `a chunk of ${chunk} tokens has no middle`)
  const layout = chunkLayout(parameters, chunk, stack)
  const blocks = (x: Value, from: number, to: number): Value => {
    let result = x
    for (let index = from; index < to; index += 1) {
      result = codecBlock(parameters.within(`transformers.${index}.`), result, stack, layout, false)
    }
    return result
  }
  const middle = Math.floor(stack.depth / 2)
  const aligned = blocks(tokens, 0, middle)
  const half = chunk / 2
  const first = graph.slice(aligned, 0, 0, half)
  const last = graph.slice(aligned, 0, -half, Number.MAX_SAFE_INTEGER)
  const shifted = blocks(graph.concat([first, aligned, last], 0), middle, stack.depth)
  return graph.slice(shifted, 0, half, -half)
}

function chunkLayout(parameters: Parameters, chunk: number, { width, heads }: CodecStack): AttentionLayout {
  const { graph } = parameters
  const tables = storedRotaryTables(parameters, chunk)
  const values = (rows: Value): Value => graph.reshape(rows, [-1, chunk, width])
  const rotated = (rows: Value): Value => rotate(parameters, values(rows), tables, { heads })
  return { asking: (tokens) => tokens, queries: rotated, keys: rotated, values }
}
