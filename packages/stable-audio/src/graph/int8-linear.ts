/**
 * A matrix product with int8 weights (one scale an output channel) and uint8 activations (one scale a row, or one for
 * each block of a row where a few large values would leave too little of the range to the others).
 *
 * N rows, K inputs, M outputs, B blocks. The rows are quantised once however many products read them (q, k and v read
 * the same). Signed weights with unsigned activations is the pair that processors multiply fastest.
 */

import { ABSENT, type Graph, type Value } from './builder.ts'
import type { Int8Matrix, Parameters } from './parameters.ts'

interface QuantisedBlock {
  /** uint8 [N, K / B], zero point 128 */
  readonly rows: Value
  /** fp32 [N, 1] */
  readonly scales: Value
}

const ZERO_POINT = 128
const ACTIVATION_LEVELS = 127

const quantised = new WeakMap<Graph, Map<string, readonly QuantisedBlock[]>>()

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
  const id = `${key}[${from}:${to}]`
  const blocks = quantisedBlocks(graph, x, inputs, matrix.inputBlocks)
  const products = blocks.map((block, index) => {
    const weights = weightBlock(graph, `${id} int8 ${index}`, matrix, [inputs / blocks.length, to - from], index)
    return blockProduct(graph, block, weights, graph.stored(`${id} scales`, 'f32', [to - from], matrix.scales))
  })
  const y = products.reduce((sum, product) => graph.add(sum, product))
  return bias === ABSENT ? y : graph.add(y, bias)
}

/** Inputs are the outer axis of the stored weights, so that a block of them is a range of the file. */
function weightBlock(
  graph: Graph,
  name: string,
  { weights }: Int8Matrix,
  [inputs, outputs]: readonly [number, number],
  index: number,
): Value {
  const byteLength = inputs * outputs
  const byteOffset = weights.byteOffset + index * byteLength
  return graph.stored(name, 'i8', [inputs, outputs], { path: weights.path, byteOffset, byteLength })
}

function blockProduct(graph: Graph, { rows, scales }: QuantisedBlock, weights: Value, weightScales: Value): Value {
  const zeroPoint = graph.embedded('zero point', 'u8', [], Uint8Array.of(ZERO_POINT))
  const product = graph.contrib('MatMulIntegerToFloat', [rows, weights, graph.float(1), weightScales, zeroPoint])
  return graph.mul(product, scales)
}

function quantisedBlocks(graph: Graph, x: Value, inputs: number, blocks: number): readonly QuantisedBlock[] {
  const known = quantised.get(graph) ?? new Map<string, readonly QuantisedBlock[]>()
  quantised.set(graph, known)
  const id = `${x} ${blocks}`
  const before = known.get(id)
  if (before) return before
  const result = blocks === 1 ? [quantiseRows(graph, x)] : quantiseBlocks(graph, x, inputs / blocks, blocks)
  known.set(id, result)
  return result
}

function quantiseBlocks(graph: Graph, x: Value, size: number, blocks: number): readonly QuantisedBlock[] {
  const { rows, scales } = quantiseRows(graph, graph.reshape(x, [-1, size]))
  const rowsOfBlock = graph.split(graph.reshape(rows, [-1, blocks, size]), blocks, 1)
  const scalesOfBlock = graph.split(graph.reshape(scales, [-1, blocks]), blocks, 1)
  return rowsOfBlock.map((block, index) => ({
    rows: graph.reshape(block, [-1, size]),
    scales: scalesOfBlock[index] as Value,
  }))
}

function quantiseRows(graph: Graph, x: Value): QuantisedBlock {
  const peak = graph.op('ReduceMax', [graph.op('Abs', [x]), graph.integers([1])], { keepdims: 1 })
  const scales = graph.mul(peak, graph.float(1 / ACTIVATION_LEVELS))
  // A row of zeros has no scale to divide by; any will do, since its products are 0.
  const scaleOfRow = graph.reshape(graph.op('Max', [scales, graph.float(SMALLEST_SCALE)]), [-1])
  const zeroPoints = graph.op('Expand', [
    graph.embedded('row zero point', 'u8', [1], Uint8Array.of(ZERO_POINT)),
    graph.op('Shape', [scaleOfRow]),
  ])
  return { rows: graph.op('QuantizeLinear', [x, scaleOfRow, zeroPoints], { axis: 0 }), scales }
}

const SMALLEST_SCALE = 1e-30
