/**
 * The convolution between patches and tokens, with its weight normalisation folded: `W = g v / ‖v‖₂`, the norm over
 * the inputs and the taps of one output channel. A kernel of three is three products, shifted by one token each.
 * Source: specification 2.1 and 2.6. Parity: 1e-5 relative to the reference, fp32.
 */

import type { Value } from '../graph/builder.ts'
import type { Parameters } from '../graph/parameters.ts'

/** @param x [N, in] @returns [N, out] */
export function mapping(parameters: Parameters, x: Value): Value {
  const { graph } = parameters
  const [outputs = 0, inputs = 0, taps = 1] = parameters.shape('mapping.weight_v')
  const middle = (taps - 1) / 2
  const products = foldedTaps(parameters).map((matrix, tap) => {
    const weight = graph.floats(matrix, [outputs, inputs], `${parameters.key('mapping')} tap ${tap}`)
    const operands = tap === middle ? [x, weight, parameters.value('mapping.bias')] : [x, weight]
    return shifted(parameters, graph.op('Gemm', operands, { transB: 1 }), middle - tap, outputs)
  })
  return products.reduce((sum, product) => graph.add(sum, product))
}

/** Rows moved down by `by` (up when negative); zeros come in. */
function shifted({ graph }: Parameters, rows: Value, by: number, width: number): Value {
  if (by === 0) return rows
  const zeros = graph.floats(new Float32Array(Math.abs(by) * width), [Math.abs(by), width], `zeros ${by} × ${width}`)
  return by > 0
    ? graph.concat([zeros, graph.slice(rows, 0, 0, -by)], 0)
    : graph.concat([graph.slice(rows, 0, -by, Number.MAX_SAFE_INTEGER), zeros], 0)
}

/** One matrix [out, in] for each tap. */
function foldedTaps(parameters: Parameters): Float32Array[] {
  const [outputs = 0, inputs = 0, taps = 1] = parameters.shape('mapping.weight_v')
  const directions = parameters.read('mapping.weight_v')
  const lengths = parameters.read('mapping.weight_g')
  const matrices = Array.from({ length: taps }, () => new Float32Array(outputs * inputs))
  for (let output = 0; output < outputs; output += 1) {
    const direction = directions.subarray(output * inputs * taps, (output + 1) * inputs * taps)
    const scale = (lengths[output] ?? 0) / norm(direction)
    matrices.forEach((matrix, tap) => {
      for (let input = 0; input < inputs; input += 1) {
        matrix[output * inputs + input] = (direction[input * taps + tap] ?? 0) * scale
      }
    })
  }
  return matrices
}

const norm = (vector: Float32Array): number => Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
