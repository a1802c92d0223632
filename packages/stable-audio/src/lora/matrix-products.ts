/**
 * What a LoRA needs to know of the checkpoint's matrices, computed by ONNX Runtime, one matrix in memory at a time.
 *
 * M rows, K columns, r columns of the other factor. fp32.
 */

import { Graph, type GraphModel } from '../graph/builder.ts'
import type { FloatTensor } from '../runtime/session.ts'
import type { SessionPool } from '../runtime/session-pool.ts'

/** A matrix of the checkpoint, row-major; kernels of width 1 are matrices. */
export interface DenseMatrix {
  readonly values: Float32Array
  readonly rows: number
  readonly columns: number
}

/** The axis that vectors are counted along: each row is a vector, or each column. */
export type Side = 'rows' | 'columns'

export interface SideProducts {
  /** ‖v‖² of each vector on the side. */
  readonly squares: Float32Array
  /** Vectors times the factor, [vectors, r]. */
  readonly products: Float32Array
}

/**
 * W F for rows, Wᵀ F for columns, and the squared length of each row or column.
 * @param factor  [K, r] for rows, [M, r] for columns
 */
export async function sideProducts(
  sessions: SessionPool,
  side: Side,
  matrix: DenseMatrix,
  factor: FloatTensor,
): Promise<SideProducts> {
  const session = await sessions.get(`lora.products.${side}`, () => productsGraph(side), { prepack: false })
  const { squares, products } = await session.run({ matrix: feed(matrix), factor })
  return { squares: (squares as FloatTensor).data, products: (products as FloatTensor).data }
}

/** W Wᵀ for rows [M, M], Wᵀ W for columns [K, K]. */
export async function gramMatrix(sessions: SessionPool, side: Side, matrix: DenseMatrix): Promise<Float32Array> {
  const session = await sessions.get(`lora.gram.${side}`, () => gramGraph(side), { prepack: false })
  const { gram } = await session.run({ matrix: feed(matrix) })
  return (gram as FloatTensor).data
}

export const feed = ({ values, rows, columns }: DenseMatrix): FloatTensor => ({ data: values, shape: [rows, columns] })

function productsGraph(side: Side): GraphModel {
  const graph = new Graph()
  const matrix = graph.input('matrix', 'f32', ['M', 'K'])
  const factor = graph.input('factor', 'f32', [side === 'rows' ? 'K' : 'M', 'r'])
  const axis = graph.integers([side === 'rows' ? 1 : 0])
  const vectors = side === 'rows' ? 'M' : 'K'
  graph.output(graph.op('ReduceSumSquare', [matrix, axis], { keepdims: 0 }), 'squares', [vectors])
  const product = graph.op('Gemm', [matrix, factor], { transA: side === 'rows' ? 0 : 1 })
  graph.output(product, 'products', [vectors, 'r'])
  return graph.build()
}

function gramGraph(side: Side): GraphModel {
  const graph = new Graph()
  const matrix = graph.input('matrix', 'f32', ['M', 'K'])
  const vectors = side === 'rows' ? 'M' : 'K'
  const transposed = side === 'rows' ? { transB: 1 } : { transA: 1 }
  graph.output(graph.op('Gemm', [matrix, matrix], transposed), 'gram', [vectors, vectors])
  return graph.build()
}
