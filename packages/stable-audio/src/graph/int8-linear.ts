/**
 * A matrix product with int8 weights (one scale an output channel) and uint8 activations (one scale a row).
 *
 * N rows, K inputs, M outputs. The rows are quantised once however many products read them (q, k and v read the same).
 */

import { ABSENT, type Value } from './builder.ts'
import type { Parameters } from './parameters.ts'

interface QuantisedRows {
  /** uint8 [N, K], zero point 128 */
  readonly rows: Value
  /** fp32 [N, 1] */
  readonly scales: Value
}

const quantised = new WeakMap<object, Map<Value, QuantisedRows>>()

/** @param x [N, K] @returns [N, M] */
export function int8Linear(
  parameters: Parameters,
  x: Value,
  name: string,
  { rows, bias }: { rows: readonly [number, number] | undefined; bias: Value },
): Value {
  const { graph } = parameters
  const key = parameters.key(`${name}.weight`)
  const [outputs = 0, ...inputSizes] = parameters.shape(`${name}.weight`)
  const inputs = inputSizes.reduce((product, size) => product * size, 1)
  const [from, to] = rows ?? [0, outputs]
  const matrix = parameters.options.int8?.matrix(key, [from, to])
  if (matrix === undefined) throw new TypeError(`no int8 copy of ${key}`)
  const weights = graph.stored(`${key}[${from}:${to}] int8`, 'i8', [inputs, to - from], matrix.weights)
  const scales = graph.stored(`${key}[${from}:${to}] scales`, 'f32', [to - from], matrix.scales)
  const activations = quantiseRows(parameters, x)
  const zeroPoint = graph.embedded('zero point', 'u8', [], Uint8Array.of(128))
  const product = graph.contrib('MatMulIntegerToFloat', [activations.rows, weights, graph.float(1), scales, zeroPoint])
  const y = graph.mul(product, activations.scales)
  return bias === ABSENT ? y : graph.add(y, bias)
}

function quantiseRows({ graph }: Parameters, x: Value): QuantisedRows {
  const known = quantised.get(graph) ?? new Map<Value, QuantisedRows>()
  quantised.set(graph, known)
  const before = known.get(x)
  if (before) return before
  const peak = graph.op('ReduceMax', [graph.op('Abs', [x]), graph.integers([1])], { keepdims: 1 })
  const scales = graph.mul(peak, graph.float(1 / 127))
  const scaleOfRow = graph.reshape(scales, [-1])
  const zeroPoints = graph.op('Expand', [
    graph.embedded('row zero point', 'u8', [1], Uint8Array.of(128)),
    graph.op('Shape', [scaleOfRow]),
  ])
  const rows = graph.op('QuantizeLinear', [x, scaleOfRow, zeroPoints], { axis: 0 })
  const result = { rows, scales }
  known.set(x, result)
  return result
}
