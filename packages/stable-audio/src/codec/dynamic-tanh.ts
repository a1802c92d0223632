/**
 * DyT, the normalisation of SAME: `γ tanh(α x) + β` with one α, and γ and β for each channel.
 * Source: specification 2.1. Parity: 1e-5 relative to the reference, fp32.
 */

import type { Value } from '../graph/builder.ts'
import { linear } from '../graph/layers.ts'
import type { Parameters } from '../graph/parameters.ts'

/** @param x [N, E] */
export function dynamicTanh(parameters: Parameters, x: Value, name: string): Value {
  const { graph } = parameters
  const bounded = graph.op('Tanh', [graph.mul(x, parameters.value(`${name}.alpha`))])
  return graph.add(graph.mul(bounded, parameters.value(`${name}.gamma`)), parameters.value(`${name}.beta`))
}

export interface HeadProjection {
  /** The matrix, and the range of its output channels. */
  readonly name: string
  readonly rows: readonly [number, number]
  /** The DyT of one head, the same for all of them. */
  readonly norm: string
  readonly heads: number
}

/**
 * A projection whose heads each go through a DyT.
 *
 * On the CPU, α and tanh ride on the product itself: it saves two of four passes over the result.
 *
 * @param x [N, E] @returns [N, H·d]
 */
export function projectedHeads(parameters: Parameters, x: Value, projection: HeadProjection): Value {
  const { graph } = parameters
  const { norm, heads } = projection
  const bounded = canFuse(parameters, projection.name)
    ? fusedTanh(parameters, x, projection)
    : graph.op('Tanh', [
        graph.mul(linear(parameters, x, projection.name, { rows: projection.rows }), parameters.value(`${norm}.alpha`)),
      ])
  const scale = repeated(parameters, `${norm}.gamma`, heads)
  return graph.add(graph.mul(bounded, scale), repeated(parameters, `${norm}.beta`, heads))
}

function canFuse(parameters: Parameters, name: string): boolean {
  const { options } = parameters
  const key = parameters.key(`${name}.weight`)
  const adapted = (options.adapters?.on(key).length ?? 0) > 0
  return options.portable !== true && options.int8?.has(key) !== true && !adapted
}

/** `tanh(α x Wᵀ)` */
function fusedTanh(parameters: Parameters, x: Value, { name, rows, norm }: HeadProjection): Value {
  const alpha = parameters.read(`${norm}.alpha`)[0] ?? 1
  return parameters.graph.contrib('FusedGemm', [x, parameters.value(`${name}.weight`, { rows })], {
    transB: 1,
    alpha: { float: alpha },
    activation: 'Tanh',
  })
}

/** A vector of one head, once for every head: products over whole rows are faster than over heads. @returns [H·d] */
function repeated(parameters: Parameters, name: string, heads: number): Value {
  const head = parameters.read(name)
  const all = Float32Array.from({ length: head.length * heads }, (_, channel) => head[channel % head.length] ?? 0)
  return parameters.graph.floats(all, [all.length], `${parameters.key(name)} × ${heads}`)
}
