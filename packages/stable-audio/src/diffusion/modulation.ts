/**
 * How the noise level and the duration steer every layer. Source: specification 2.5 (adaLN), D width.
 */

import type { Value } from '../graph/builder.ts'
import { rmsNorm } from '../graph/layers.ts'
import type { Parameters } from '../graph/parameters.ts'
import { perceptron } from './perceptron.ts'
import type { DitShape } from './shape.ts'

const EPSILON = 1e-5

/**
 * @param features    [1, 256], of the noise level
 * @param globalRow   [1, D], of the duration
 * @returns           [1, 6D]
 */
export function modulationOf(parameters: Parameters, features: Value, globalRow: Value): Value {
  const timestep = perceptron(parameters, features, 'to_timestep_embed', { bias: true, exact: true })
  const steering = parameters.graph.add(globalRow, timestep)
  return perceptron(parameters, steering, 'transformer.global_cond_embedder', { bias: true, exact: true })
}

/** What is done before and after one part of a layer; each [1, D]. */
export interface Modulation {
  readonly scale: Value
  readonly shift: Value
  readonly gate: Value
}

export interface LayerModulation {
  readonly attention: Modulation
  readonly feedForward: Modulation
}

/** @param layer  the layer's parameters @param modulation [1, 6D] */
export function layerModulation(layer: Parameters, modulation: Value, { width }: DitShape): LayerModulation {
  const { graph } = layer
  const own = layer.value('to_scale_shift_gate', { shape: [1, 6 * width] })
  const [scale1, shift1, gate1, scale2, shift2, gate2] = graph.split(graph.add(own, modulation), 6, 1) as Six
  return {
    attention: { scale: scale1, shift: shift1, gate: gate1 },
    feedForward: { scale: scale2, shift: shift2, gate: gate2 },
  }
}

type Six = readonly [Value, Value, Value, Value, Value, Value]

/** `RMS(x) · (1 + scale) + shift`. @param x [S, D] @param norm  the name of the norm */
export function modulatedNorm(layer: Parameters, x: Value, norm: string, { scale, shift }: Modulation): Value {
  const { graph } = layer
  const steered = graph.mul(layer.value(`${norm}.gamma`), graph.add(scale, graph.float(1)))
  return graph.add(rmsNorm(layer, x, graph.reshape(steered, [-1]), EPSILON), shift)
}

/** `RMS(x)`. @param x [S, D] */
export function plainNorm(layer: Parameters, x: Value, norm: string): Value {
  return rmsNorm(layer, x, layer.value(`${norm}.gamma`), EPSILON)
}

/** `y · sigmoid(1 − gate)`. @param y [S, D] */
export function gated({ graph }: Parameters, y: Value, { gate }: Modulation): Value {
  return graph.mul(y, graph.op('Sigmoid', [graph.sub(graph.float(1), gate)]))
}
