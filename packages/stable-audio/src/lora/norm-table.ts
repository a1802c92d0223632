/**
 * Norms of an adapted matrix for any strength, from inner products that are made once.
 *
 * As long as a chain scales one side only (rows, say), row i of every stage is a sum of the checkpoint's row and the rows
 * of the low-rank products: a point in a space with one axis each. The table holds the inner products of those axes, so
 * that a norm is a few products instead of a pass over the matrix: ‖V‖² = αᵀ G α.
 *
 * n vectors on the side, P axes = 1 + adapters. Source: specification 4.3.
 */

import type { SessionPool } from '../runtime/session-pool.ts'
import { type AdapterScales, NORM_FLOOR } from './chain-graph.ts'
import type { LoadedAdapter } from './loaded-adapter.ts'
import { type DenseMatrix, type Side, sideProducts } from './matrix-products.ts'

export interface NormTable {
  readonly side: Side
  /** P */
  readonly axes: number
  /** [n, P, P], fp64: the difference of nearly equal vectors keeps its digits. */
  readonly products: Float64Array
}

/** The side that every scaling adapter of a chain scales; undefined when they differ, `none` when there are none. */
export function scaledSide(adapters: readonly LoadedAdapter[]): Side | 'none' | undefined {
  const sides = new Set(adapters.map(({ scaling }) => scaling).filter((scaling) => scaling !== 'none'))
  if (sides.has('both') || sides.size > 1) return undefined
  const [side = 'none'] = sides as Set<Side>
  return side
}

/** Reads the matrix once. */
export async function makeNormTable(
  sessions: SessionPool,
  side: Side,
  matrix: DenseMatrix,
  adapters: readonly LoadedAdapter[],
): Promise<NormTable> {
  const terms = adapters.map((adapter) => lowRankTerm(adapter, side))
  const vectors = matrix[side]
  const axes = 1 + terms.length
  const products = new Float64Array(vectors * axes * axes)
  const set = (vector: number, one: number, other: number, value: number) => {
    products[(vector * axes + one) * axes + other] = value
    products[(vector * axes + other) * axes + one] = value
  }
  for (const [index, term] of terms.entries()) {
    const factor = { data: term.inner, shape: [term.inner.length / term.rank, term.rank] }
    const ofMatrix = await sideProducts(sessions, side, matrix, factor)
    const ofTerms = terms.slice(0, index + 1).map((other) => ({ other, core: innerProducts(term, other) }))
    for (let vector = 0; vector < vectors; vector += 1) {
      set(vector, 0, 0, ofMatrix.squares[vector] as number)
      const own = term.outer.subarray(vector * term.rank, (vector + 1) * term.rank)
      let withMatrix = 0
      for (let k = 0; k < term.rank; k += 1)
        withMatrix += (own[k] as number) * (ofMatrix.products[vector * term.rank + k] as number)
      set(vector, 0, 1 + index, withMatrix)
      ofTerms.forEach(({ other, core }, second) => {
        const theirs = other.outer.subarray(vector * other.rank, (vector + 1) * other.rank)
        set(vector, 1 + index, 1 + second, bilinear(own, core, theirs))
      })
    }
  }
  return { side, axes, products }
}

/** `outer · innerᵀ` is the low-rank product with the side's vectors as its rows. */
interface LowRankTerm {
  readonly rank: number
  /** [n, r] */
  readonly outer: Float32Array
  /** [other side, r] */
  readonly inner: Float32Array
}

function lowRankTerm({ down, up, rank }: LoadedAdapter, side: Side): LowRankTerm {
  const across = transposed(down, rank)
  return side === 'rows' ? { rank, outer: up, inner: across } : { rank, outer: across, inner: up }
}

/** [rows, columns] → [columns, rows] */
function transposed(values: Float32Array, rows: number): Float32Array {
  const columns = values.length / rows
  const result = new Float32Array(values.length)
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1)
      result[column * rows + row] = values[row * columns + column] as number
  }
  return result
}

/** innerᵀ · inner of two terms, [r, r of the other]. */
function innerProducts(one: LowRankTerm, other: LowRankTerm): Float64Array {
  const core = new Float64Array(one.rank * other.rank)
  const length = one.inner.length / one.rank
  for (let position = 0; position < length; position += 1) {
    for (let k = 0; k < one.rank; k += 1) {
      const value = one.inner[position * one.rank + k] as number
      for (let l = 0; l < other.rank; l += 1) {
        const at = k * other.rank + l
        core[at] = (core[at] as number) + value * (other.inner[position * other.rank + l] as number)
      }
    }
  }
  return core
}

function bilinear(left: Float32Array, core: Float64Array, right: Float32Array): number {
  let sum = 0
  for (let k = 0; k < left.length; k += 1) {
    let inner = 0
    for (let l = 0; l < right.length; l += 1) inner += (core[k * right.length + l] as number) * (right[l] as number)
    sum += (left[k] as number) * inner
  }
  return sum
}

/**
 * The scales of a whole chain; ones where the strength is 0.
 * @param strengths  one an adapter; the gain is applied here
 */
export function scalesFromTable(
  { side, axes, products }: NormTable,
  adapters: readonly LoadedAdapter[],
  strengths: readonly number[],
): AdapterScales[] {
  const vectors = products.length / (axes * axes)
  const scales = adapters.map(({ scaling }) => (scaling === 'none' ? undefined : new Float32Array(vectors).fill(1)))
  const position = new Float64Array(axes)
  for (let vector = 0; vector < vectors; vector += 1) {
    const gram = products.subarray(vector * axes * axes, (vector + 1) * axes * axes)
    position.fill(0)
    position[0] = 1
    adapters.forEach(({ gain, rowMagnitudes, columnMagnitudes }, index) => {
      const strength = strengths[index] as number
      if (strength === 0) return
      position[index + 1] = gain * strength
      const magnitudes = side === 'rows' ? rowMagnitudes : columnMagnitudes
      const own = scales[index]
      if (own === undefined || magnitudes === undefined) return
      const scale = (magnitudes[vector] as number) / (normOf(position, gram) + NORM_FLOOR)
      own[vector] = scale
      for (let axis = 0; axis <= index + 1; axis += 1) position[axis] = (position[axis] as number) * scale
    })
  }
  return scales.map((own) => ({
    rows: side === 'rows' ? own : undefined,
    columns: side === 'columns' ? own : undefined,
  }))
}

/** √(αᵀ G α), never of a negative number that rounding left. */
function normOf(position: Float64Array, gram: Float64Array): number {
  let sum = 0
  for (let one = 0; one < position.length; one += 1) {
    const weight = position[one] as number
    if (weight === 0) continue
    for (let other = 0; other < position.length; other += 1)
      sum += weight * (position[other] as number) * (gram[one * position.length + other] as number)
  }
  return Math.sqrt(Math.max(sum, 0))
}
