/**
 * The largest singular vectors of a matrix: what `-xs` adapters are made of. Source: specification 4.3.
 *
 * M rows, K columns, r wanted vectors. The product of the matrix with itself is made in fp32 and taken apart in fp64:
 * vectors are as right as those of an fp32 decomposition. Cost for small (193 matrices, r = 16): 0.9 TFLOP of products
 * and 0.6 s of Lanczos steps a matrix of random numbers, two minutes in all; less where singular values fall, as they do
 * in trained matrices.
 */

import type { SessionPool } from '../runtime/session-pool.ts'
import { type DenseMatrix, gramMatrix, sideProducts } from './matrix-products.ts'
import { topEigenvectors } from './symmetric-eigenvectors.ts'

export interface SingularVectors {
  /** [r, M], each with its largest entry positive. */
  readonly left: readonly Float64Array[]
  /** [r, K] */
  readonly right: readonly Float64Array[]
}

/** @param count  r, at most the smaller of M and K */
export async function topSingularVectors(
  sessions: SessionPool,
  matrix: DenseMatrix,
  count: number,
): Promise<SingularVectors> {
  const side = matrix.rows <= matrix.columns ? 'rows' : 'columns'
  const own = topEigenvectors(await gramMatrix(sessions, side, matrix), count)
  const length = matrix[side]
  const factor = new Float32Array(length * count)
  own.forEach((vector, column) => {
    vector.forEach((value, row) => {
      factor[row * count + column] = value
    })
  })
  const otherSide = side === 'rows' ? 'columns' : 'rows'
  const { products } = await sideProducts(sessions, otherSide, matrix, { data: factor, shape: [length, count] })
  const other = own.map((_, column) => unitColumn(products, count, column))
  return withPositiveLeft(side === 'rows' ? { left: own, right: other } : { left: other, right: own })
}

/** A column at length 1; zeros when the matrix has fewer dimensions than vectors were asked for. */
function unitColumn(products: Float32Array, count: number, column: number): Float64Array {
  const vector = Float64Array.from(
    { length: products.length / count },
    (_, row) => products[row * count + column] as number,
  )
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
  return vector.map((value) => (length === 0 ? 0 : value / length))
}

function withPositiveLeft({ left, right }: SingularVectors): SingularVectors {
  const signs = left.map((vector) =>
    Math.sign(vector.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0)) < 0 ? -1 : 1,
  )
  const signed = (vectors: readonly Float64Array[]) =>
    vectors.map((vector, index) => vector.map((value) => value * (signs[index] as number)))
  return { left: signed(left), right: signed(right) }
}
