/**
 * The encoder half of T5Gemma as a graph: embedding rows in, text rows out.
 *
 * S tokens (dynamic, no padding), W = 768 channels, H heads of d = 64.
 * Source: specification 2.3. Parity: 1e-5 relative to the reference, fp32.
 */

import { parse } from 'node:path'
import type { TensorSource } from '../checkpoint/tensor-source.ts'
import { Graph, type GraphModel, type Value } from '../graph/builder.ts'
import { attention, linear, type RotaryTables, rmsNorm, rotaryTables, rotate } from '../graph/layers.ts'
import { Parameters } from '../graph/parameters.ts'
import type { TextEncoderShape } from './shape.ts'

export interface TextGraphOptions {
  readonly shape: TextEncoderShape
  /** Of every key, e.g. `model.encoder.`. */
  readonly prefix: string
  /** Bend the logits, as the configuration says but the published program does not. */
  readonly softcap: boolean
  /** Operators that run on every execution provider. */
  readonly portable?: boolean | undefined
}

/** More tokens than any prompt keeps. */
const MAX_POSITIONS = 256

/** Input `rows` [S, W], scaled; output `encoded` [S, W]. */
export function textEncoderGraph(tensors: TensorSource, options: TextGraphOptions): GraphModel {
  const { shape, prefix, portable } = options
  const graph = new Graph(parse(tensors.get(`${prefix}norm.weight`).path).root)
  const encoder = new Parameters(graph, tensors, prefix, { portable })
  const rotary = rotaryTables(encoder, MAX_POSITIONS, shape.headChannels, frequencies(shape))
  let x = graph.input('rows', 'f32', ['S', shape.width])
  for (let layer = 0; layer < shape.layers; layer += 1) {
    x = encoderLayer(encoder.within(`layers.${layer}.`), x, rotary, options)
  }
  graph.output(gemmaNorm(encoder, x, 'norm', shape), 'encoded', ['S', shape.width])
  return graph.build()
}

function encoderLayer(layer: Parameters, input: Value, rotary: RotaryTables, options: TextGraphOptions): Value {
  const { graph } = layer
  const { shape } = options
  const attended = selfAttention(
    layer.within('self_attn.'),
    gemmaNorm(layer, input, 'pre_self_attn_layernorm', shape),
    rotary,
    options,
  )
  const x = graph.add(input, gemmaNorm(layer, attended, 'post_self_attn_layernorm', shape))
  const fed = feedForward(layer.within('mlp.'), gemmaNorm(layer, x, 'pre_feedforward_layernorm', shape))
  return graph.add(x, gemmaNorm(layer, fed, 'post_feedforward_layernorm', shape))
}

function selfAttention(attn: Parameters, x: Value, rotary: RotaryTables, options: TextGraphOptions): Value {
  const { graph } = attn
  const { heads, headChannels, queryPreAttentionScalar, softcap } = options.shape
  const inner = heads * headChannels
  const project = (name: string) => graph.reshape(linear(attn, x, name), [1, -1, inner]) // [1, S, H·d]
  const q = rotate(attn, project('q_proj'), rotary, { heads })
  const k = rotate(attn, project('k_proj'), rotary, { heads })
  const v = project('v_proj')
  const logits = { heads, headChannels, scale: 1 / Math.sqrt(queryPreAttentionScalar) }
  const attended = options.softcap
    ? softcappedAttention(graph, [q, k, v], { ...logits, softcap })
    : attention(attn, q, k, v, logits)
  return linear(attn, graph.reshape(attended, [-1, inner]), 'o_proj') // [S, W]
}

interface SoftcapOptions {
  readonly heads: number
  readonly headChannels: number
  readonly scale: number
  readonly softcap: number
}

/** `softmax(c · tanh(scale · q kᵀ / c)) v`. @returns [1, S, H·d] */
function softcappedAttention(graph: Graph, [q, k, v]: readonly [Value, Value, Value], options: SoftcapOptions): Value {
  const { heads, headChannels, scale, softcap } = options
  const byHead = (x: Value) => graph.transpose(graph.reshape(x, [1, -1, heads, headChannels]), [0, 2, 1, 3]) // [1, H, S, d]
  const products = graph.op('MatMul', [byHead(q), graph.transpose(byHead(k), [0, 1, 3, 2])]) // [1, H, S, S]
  const bent = graph.mul(graph.op('Tanh', [graph.mul(products, graph.float(scale / softcap))]), graph.float(softcap))
  const mixed = graph.op('MatMul', [graph.op('Softmax', [bent], { axis: -1 }), byHead(v)]) // [1, H, S, d]
  return graph.reshape(graph.transpose(mixed, [0, 2, 1, 3]), [1, -1, heads * headChannels])
}

/** `(gelu(x Wgateᵀ) ∘ x Wupᵀ) Wdownᵀ`, with the tanh form of GELU. */
function feedForward(mlp: Parameters, x: Value): Value {
  const { graph } = mlp
  const gate = graph.contrib('FastGelu', [linear(mlp, x, 'gate_proj')])
  return linear(mlp, graph.mul(gate, linear(mlp, x, 'up_proj')), 'down_proj')
}

/** `x / rms(x) · (1 + w)`; the sum is made here, so that the graph holds one vector. */
function gemmaNorm(parameters: Parameters, x: Value, name: string, { epsilon }: TextEncoderShape): Value {
  const scale = parameters.read(`${name}.weight`).map((weight) => 1 + weight)
  const value = parameters.graph.floats(scale, [scale.length], `1 + ${parameters.key(name)}`)
  return rmsNorm(parameters, x, value, epsilon)
}

const frequencies = ({ headChannels, ropeTheta }: TextEncoderShape): Float32Array =>
  Float32Array.from({ length: headChannels / 2 }, (_, k) => ropeTheta ** ((-2 * k) / headChannels))
