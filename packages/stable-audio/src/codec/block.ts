/**
 * One block of SAME: `x += DiffAttention(DyT(x))`, then `x += GLU(DyT(x))`.
 *
 * N tokens that are looked at, M tokens that look (the same ones, or the middle of them), E width, F inner width.
 * Source: specification 2.1 and 2.6. Parity: 1e-5 relative to the reference, fp32.
 */

import type { Value } from '../graph/builder.ts'
import { attention, linear, silu } from '../graph/layers.ts'
import type { Parameters } from '../graph/parameters.ts'
import { dynamicTanh, projectedHeads } from './dynamic-tanh.ts'
import { halfTurnSine } from './half-turn-sine.ts'
import type { CodecStack } from './shape.ts'

/** Which tokens see which: how a core arranges the rows of a block into sequences for attention. */
export interface AttentionLayout {
  /** [N, E] → [M, E] */
  readonly asking: (tokens: Value) => Value
  /** [M, E] → [B, Sq, E], with their rotary positions */
  readonly queries: (rows: Value) => Value
  /** [N, E] → [B, Sk, E], with their rotary positions */
  readonly keys: (rows: Value) => Value
  /** [N, E] → [B, Sk, E] */
  readonly values: (rows: Value) => Value
  /** Added to the logits, [B, 1, Sq, Sk]. */
  readonly bias?: Value
}

/** @param parameters  those of this block @param tokens [N, E] @returns [M, E] */
export function codecBlock(
  parameters: Parameters,
  tokens: Value,
  stack: CodecStack,
  layout: AttentionLayout,
  sinusoidal: boolean,
): Value {
  const { graph } = parameters
  const normed = dynamicTanh(parameters, tokens, 'pre_norm')
  const attended = differentialAttention(parameters.within('self_attn.'), normed, stack, layout)
  const x = graph.add(layout.asking(tokens), attended)
  return graph.add(x, gatedFeedForward(parameters, dynamicTanh(parameters, x, 'ff_norm'), stack, sinusoidal))
}

/** Two attentions with the same values, the second taken from the first. @param y [N, E] @returns [M, E] */
function differentialAttention(parameters: Parameters, y: Value, stack: CodecStack, layout: AttentionLayout): Value {
  const { graph } = parameters
  const { width, heads } = stack
  const asking = layout.asking(y)
  const rows = (part: number): readonly [number, number] => [part * width, (part + 1) * width]
  const head = (x: Value, part: number, norm: string): Value =>
    projectedHeads(parameters, x, { name: 'to_qkv', rows: rows(part), norm, heads })
  // The checkpoint's order: q, k, v, q₂, k₂.
  const values = layout.values(linear(parameters, y, 'to_qkv', { rows: rows(2) }))
  const branch = (query: number, key: number): Value => {
    const queries = layout.queries(head(asking, query, 'q_norm'))
    const keys = layout.keys(head(y, key, 'k_norm'))
    return attention(parameters, queries, keys, values, { heads }, layout.bias)
  }
  const difference = graph.sub(branch(0, 1), branch(3, 4))
  return linear(parameters, graph.reshape(difference, [-1, width]), 'to_out')
}

/** @param y [M, E] @returns [M, E] */
function gatedFeedForward(parameters: Parameters, y: Value, { feedForward }: CodecStack, sinusoidal: boolean): Value {
  const { graph } = parameters
  const value = linear(parameters, y, 'ff.ff.0.proj', { rows: [0, feedForward], bias: true })
  const gate = linear(parameters, y, 'ff.ff.0.proj', { rows: [feedForward, 2 * feedForward], bias: true })
  const open = sinusoidal ? halfTurnSine(parameters, gate) : silu(parameters, gate)
  return linear(parameters, graph.mul(value, open), 'ff.ff.2', { bias: true })
}
