/**
 * Attention of the tokens to each other. Source: specification 2.1 (rotary, differential), 2.5.
 *
 * S = memory tokens + T frames, D width, H heads of 64 channels.
 */

import type { Value } from '../graph/builder.ts'
import { attention, linear, type RotaryTables, rotate } from '../graph/layers.ts'
import type { Parameters } from '../graph/parameters.ts'
import { headNorm } from './head-norm.ts'
import { projections } from './projections.ts'
import type { DitShape } from './shape.ts'

export interface TokenInputs {
  readonly rotary: RotaryTables
  /** [S, 1]: 1, and 0 at padded frames, whose values nobody sees; their keys stay in the softmax, as published. */
  readonly validRows: Value
}

/** @param layer  the layer's parameters @param x [S, D] @returns [S, D] */
export function selfAttention(layer: Parameters, x: Value, shape: DitShape, tokens: TokenInputs): Value {
  const { graph } = layer
  const name = 'self_attn.to_qkv'
  const { width, heads } = shape
  const tokenRows = (value: Value) => graph.reshape(value, [1, -1, width])
  const positioned = (value: Value, norm: 'q_norm' | 'k_norm') => {
    const normed = headNorm(layer, value, layer.value(`self_attn.${norm}.gamma`))
    return rotate(layer, tokenRows(normed), tokens.rotary, { heads })
  }
  const attend = (q: Value, k: Value, v: Value) =>
    attention(layer, positioned(q, 'q_norm'), positioned(k, 'k_norm'), v, { heads })
  const seen = (v: Value) => tokenRows(graph.mul(v, tokens.validRows))
  const out = (value: Value) => linear(layer, graph.reshape(value, [-1, width]), 'self_attn.to_out')

  if (!shape.differential) {
    const { q, k, v } = projections(layer, x, name, ['q', 'k', 'v'])
    return out(attend(q, k, seen(v)))
  }
  const { q, k, v, q2, k2 } = projections(layer, x, name, ['q', 'k', 'v', 'q2', 'k2'])
  const values = seen(v)
  return out(graph.sub(attend(q, k, values), attend(q2, k2, values)))
}
