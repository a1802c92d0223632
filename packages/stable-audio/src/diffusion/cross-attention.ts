/**
 * Attention of the tokens to the context. Source: specification 2.1 (differential), 2.5.
 *
 * S = memory tokens + T frames, N rows of the context, D width, H heads of 64 channels.
 *
 * Written with plain products: with the ~30 keys that a collapsed context has, that takes 0.95 ms where
 * `MultiHeadAttention` with a bias takes 1.07 and all 257 keys take 4.1 (S 452, H 16, two cores).
 */

import type { Value } from '../graph/builder.ts'
import { HEAD_CHANNELS, linear } from '../graph/layers.ts'
import type { Parameters } from '../graph/parameters.ts'
import { headNorm } from './head-norm.ts'
import { projections } from './projections.ts'
import type { DitShape } from './shape.ts'

/** A layer's view of the context: the same for every step. */
export interface ContextView {
  /** [H, 64, N], normed and divided by √64; two of them in a differential attention. */
  readonly keys: readonly [Value] | readonly [Value, Value]
  /** [H, N, 64] */
  readonly values: Value
}

/** @param layer  the layer's parameters @param context [N, D] */
export function viewOfContext(layer: Parameters, context: Value, shape: DitShape): ContextView {
  const { graph } = layer
  const name = 'cross_attn.to_kv'
  const scale = graph.mul(layer.value('cross_attn.k_norm.gamma'), graph.float(1 / Math.sqrt(HEAD_CHANNELS)))
  const asKeys = (k: Value) => graph.transpose(headNorm(layer, k, scale), [1, 2, 0])
  const asValues = (v: Value) => graph.transpose(graph.reshape(v, [0, -1, HEAD_CHANNELS]), [1, 0, 2])
  if (!shape.differential) {
    const { k, v } = projections(layer, context, name, ['k', 'v'])
    return { keys: [asKeys(k)], values: asValues(v) }
  }
  const { k, k2, v } = projections(layer, context, name, ['k', 'k2', 'v'])
  return { keys: [asKeys(k), asKeys(k2)], values: asValues(v) }
}

export interface ContextWeights {
  /** [N], added to the logits of each key. */
  readonly logCounts: Value
}

/** @param layer  the layer's parameters @param x [S, D] @returns [S, D] */
export function crossAttention(
  layer: Parameters,
  x: Value,
  shape: DitShape,
  context: ContextView & ContextWeights,
): Value {
  const { graph } = layer
  const queryNames = shape.differential ? ['q', 'q2'] : ['q']
  const queries = Object.values(projections(layer, x, 'cross_attn.to_q', queryNames))
  const [first, second] = queries.map((query, index) => {
    const normed = headNorm(layer, query, layer.value('cross_attn.q_norm.gamma'))
    const logits = graph.op('MatMul', [graph.transpose(normed, [1, 0, 2]), context.keys[index] as Value])
    const weights = graph.op('Softmax', [graph.add(logits, context.logCounts)], { axis: -1 })
    return graph.op('MatMul', [weights, context.values])
  }) as [Value, Value?]
  const attended = second === undefined ? first : graph.sub(first, second)
  const joined = graph.reshape(graph.transpose(attended, [1, 0, 2]), [-1, shape.width])
  return linear(layer, joined, 'cross_attn.to_out')
}
