/**
 * The layers that the DiT, the codec and the text encoder share, as functions over graph values.
 *
 * N rows (tokens of all sequences), K inputs, M outputs, H heads, d = 64 channels a head.
 * Source: specification 2.1.
 */

import type { TensorSource } from '../checkpoint/tensor-source.ts'
import { adaptedLinear } from './adapted-linear.ts'
import { ABSENT, type Graph, type Value } from './builder.ts'
import { int8Linear } from './int8-linear.ts'
import type { Parameters } from './parameters.ts'

export interface LinearOptions {
  /** A range of output channels: q, k and v are three ranges of one matrix. */
  readonly rows?: readonly [number, number]
  readonly bias?: boolean
  /** Small or sensitive matrices stay fp32 whatever the precision. */
  readonly exact?: boolean
}

/** `y = x Wᵀ + b`. @param x [N, K] @returns [N, M] */
export function linear(parameters: Parameters, x: Value, name: string, options: LinearOptions = {}): Value {
  const adapters = parameters.options.adapters?.on(parameters.key(`${name}.weight`)) ?? []
  if (adapters.length === 0) return plainLinear(parameters, x, name, options)
  return adaptedLinear({ parameters, x, name, options, adapters, plain: plainLinear })
}

function plainLinear(parameters: Parameters, x: Value, name: string, options: LinearOptions): Value {
  const { graph } = parameters
  const { rows, exact = false } = options
  const key = parameters.key(`${name}.weight`)
  const bias = options.bias ? parameters.value(`${name}.bias`, rows ? { rows } : {}) : ABSENT
  const { int8 } = parameters.options
  if (int8?.has(key) && !exact) return int8Linear(parameters, x, name, { rows, bias })
  const [outputs = 0, ...inputs] = parameters.shape(`${name}.weight`)
  const [from, to] = rows ?? [0, outputs]
  const columns = inputs.reduce((product, size) => product * size, 1)
  const weight = parameters.value(`${name}.weight`, { rows: [from, to], shape: [to - from, columns] })
  return graph.op('Gemm', bias === ABSENT ? [x, weight] : [x, weight, bias], { transB: 1 })
}

/** `y = x / sqrt(mean(x²) + ε) · scale`, over the last axis. */
export function rmsNorm({ graph }: Parameters, x: Value, scale: Value, epsilon: number): Value {
  return graph.op('SimplifiedLayerNormalization', [x, scale], { axis: -1, epsilon: { float: epsilon } })
}

/** `x · sigmoid(x)` */
export function silu({ graph }: Parameters, x: Value): Value {
  return graph.contrib('QuickGelu', [x], { alpha: { float: 1 } })
}

export interface HeadOptions {
  readonly heads: number
  /** What the logits are multiplied by: 1/8, for heads of 64 channels, when absent. */
  readonly scale?: number | undefined
}

/**
 * `softmax(scale · q kᵀ) v` over whole sequences.
 * @param q  [B, Sq, H·d]
 * @param k  [B, Sk, H·d]
 * @param v  [B, Sk, H·d]
 * @param bias  added to the logits, [B or 1, H or 1, Sq, Sk]
 * @returns  [B, Sq, H·d]
 */
export function attention(
  parameters: Parameters,
  q: Value,
  k: Value,
  v: Value,
  options: HeadOptions,
  bias?: Value,
): Value {
  if (parameters.options.portable) return plainAttention(parameters.graph, [q, k, v], options, bias)
  const { heads, scale = HEAD_SCALE } = options
  const inputs = bias === undefined ? [q, k, v] : [q, k, v, ABSENT, ABSENT, bias]
  return parameters.graph.contrib('MultiHeadAttention', inputs, { num_heads: heads, scale: { float: scale } })
}

/**
 * The same with plain products: `MultiHeadAttention` of ONNX Runtime 1.30 on WebGPU gives wrong values for sequences of
 * more than 32 (relative error 0.15 in a Vulkan driver in software).
 *
 * It holds the logits and their softmax at once, 8·B·H·Sq·Sk bytes: 0.15 GiB in a minute of the small model (H 16), up
 * to 3.3 GiB in the longest clip of medium (H 24, S 4160).
 */
function plainAttention(
  graph: Graph,
  [q, k, v]: readonly [Value, Value, Value],
  { heads, scale = HEAD_SCALE }: HeadOptions,
  bias: Value | undefined,
): Value {
  const byHead = (x: Value, order: readonly number[]): Value =>
    graph.transpose(graph.reshape(x, [0, 0, heads, -1]), order)
  const queries = byHead(graph.mul(q, graph.float(scale)), [0, 2, 1, 3]) //           [B, H, Sq, d]
  const logits = graph.op('MatMul', [queries, byHead(k, [0, 2, 3, 1])]) //             [B, H, Sq, Sk]
  const biased = bias === undefined ? logits : graph.add(logits, bias)
  const weights = graph.op('Softmax', [biased], { axis: -1 })
  const mixed = graph.op('MatMul', [weights, byHead(v, [0, 2, 1, 3])]) //              [B, H, Sq, d]
  const joined = graph.transpose(mixed, [0, 2, 1, 3])
  return graph.reshape(joined, [0, 0, -1]) //                                          [B, Sq, H·d]
}

/** Every attention of every module has heads of 64 channels. */
export const HEAD_CHANNELS = 64
const HEAD_SCALE = 1 / Math.sqrt(HEAD_CHANNELS)

export interface RotaryTables {
  /** [positions, rotating channels / 2] */
  readonly cosines: Value
  readonly sines: Value
  readonly rotatingChannels: number
}

/** Half-split rotary positions 0, 1, 2 … on the first channels of each head. @param x [B, S, H·d] */
export function rotate({ graph }: Parameters, x: Value, tables: RotaryTables, { heads }: HeadOptions): Value {
  return graph.contrib('RotaryEmbedding', [x, graph.integers([0]), tables.cosines, tables.sines], {
    interleaved: 0,
    num_heads: heads,
    rotary_embedding_dim: tables.rotatingChannels,
    scale: { float: 1 },
  })
}

/** Angles, cosines and sines are fp32, from the frequencies that the checkpoint stores or the usual base 10 000. */
export function rotaryTables(
  { graph }: Parameters,
  positions: number,
  rotatingChannels: number,
  frequencies: ArrayLike<number> = usualFrequencies(rotatingChannels),
): RotaryTables {
  const half = rotatingChannels / 2
  const { cosines, sines } = rotaryAngles(positions, frequencies, half)
  const name = `rotary ${positions} ${rotatingChannels}`
  return {
    cosines: graph.floats(cosines, [positions, half], `${name} cos`),
    sines: graph.floats(sines, [positions, half], `${name} sin`),
    rotatingChannels,
  }
}

/** The same tables as numbers, for a graph that takes them as inputs because its length is not known. */
export function rotaryAngles(
  positions: number,
  frequencies: ArrayLike<number>,
  half = frequencies.length,
): { readonly cosines: Float32Array; readonly sines: Float32Array } {
  const cosines = new Float32Array(positions * half)
  const sines = new Float32Array(positions * half)
  for (let position = 0; position < positions; position += 1) {
    for (let channel = 0; channel < half; channel += 1) {
      const angle = Math.fround(position * (frequencies[channel] ?? 0))
      cosines[position * half + channel] = Math.cos(angle)
      sines[position * half + channel] = Math.sin(angle)
    }
  }
  return { cosines, sines }
}

/**
 * The frequencies that a checkpoint stores; by their formula where it stores none, or the formula's rounded to half
 * precision, be it in an fp32 file that was half precision once: rounding to bf16 alone turns position 4160 by 0.7 rad.
 */
export function storedFrequencies(tensors: TensorSource, key: string, rotatingChannels: number): Float32Array {
  const usual = usualFrequencies(rotatingChannels)
  if (!tensors.has(key)) return usual
  const stored = tensors.readFloat32(key)
  return stored.every((frequency, k) => isNear(frequency, usual[k])) ? usual : stored
}

/** Half a unit in the last place of bf16 is 2⁻⁹, and one more step of rounding may have come before. */
const HALF_PRECISION = 2 ** -7
const isNear = (stored: number, usual: number): boolean => Math.abs(stored - usual) <= HALF_PRECISION * usual

const usualFrequencies = (rotatingChannels: number): Float32Array =>
  Float32Array.from({ length: rotatingChannels / 2 }, (_, k) => 10_000 ** ((-2 * k) / rotatingChannels))
