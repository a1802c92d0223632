/**
 * The eigenvectors of the largest eigenvalues of a symmetric matrix, by Lanczos steps with full reorthogonalisation.
 *
 * n rows and columns, r wanted vectors. A step costs n² products; r = 16 settles after some 60 steps on a falling
 * spectrum and after 200-300 on random numbers. Source: Lanczos 1950, Paige 1972.
 */

import { type TridiagonalEigenvectors, tridiagonalEigenvectors } from './tridiagonal.ts'

// 1e-8 of the largest eigenvalue, a tenth of what fp32 rounding does to the matrix. Looser would show in the result,
// tighter only costs steps.
const TOLERANCE = 1e-8
/** A rest this small beside the matrix is rounding: the steps have seen everything that they can reach. */
const EXHAUSTED = 1e-12
/** Looking whether the wanted vectors have settled costs as much as many steps, so looks become rarer. */
const STEPS_BEFORE_CHECK = 16
const CHECK_GROWTH = 1.25

/**
 * @param matrix  [n, n], none of whose eigenvalues is negative
 * @param count   r ≤ n
 * @returns       [r] vectors of n, of length 1, that of the largest eigenvalue first
 */
export function topEigenvectors(matrix: Float32Array, count: number): Float64Array[] {
  const size = Math.sqrt(matrix.length)
  const lanczos: Lanczos = { basis: [], diagonal: [], offDiagonal: [], random: fixedNumbers() }
  appendUnit(lanczos, Float64Array.from({ length: size }, lanczos.random))
  for (let nextCheck = count + STEPS_BEFORE_CHECK; ; nextCheck *= CHECK_GROWTH) {
    const steps = Math.min(Math.ceil(nextCheck), size)
    while (lanczos.diagonal.length < steps) step(matrix, lanczos)
    const small = tridiagonalEigenvectors(lanczos.diagonal, lanczos.offDiagonal)
    const order = [...small.values.keys()].sort((a, b) => (small.values[b] as number) - (small.values[a] as number))
    const wanted = order.slice(0, count)
    if (steps === size || hasSettled(small, wanted, lanczos)) {
      return wanted.map((index) => combine(lanczos.basis, small.vectors[index] as Float64Array))
    }
  }
}

/** `A · basis = basis · T` with T tridiagonal, but for the last link. */
interface Lanczos {
  /** One more vector than steps were made, until there are n. */
  readonly basis: Float64Array[]
  readonly diagonal: number[]
  /** The last one links to the vector after the last step's. */
  readonly offDiagonal: number[]
  readonly random: () => number
}

/** Any fixed numbers do; the result does not depend on them. */
function fixedNumbers(): () => number {
  let state = 1
  return () => {
    state = (Math.imul(1_664_525, state) + 1_013_904_223) >>> 0
    return state / 2 ** 32 - 0.5
  }
}

function step(matrix: Float32Array, lanczos: Lanczos): void {
  const { basis, diagonal, offDiagonal } = lanczos
  const at = diagonal.length
  const current = basis[at] as Float64Array
  const image = timesVector(matrix, current)
  diagonal.push(dot(image, current))
  takeOut(image, current)
  if (at > 0) takeOut(image, basis[at - 1] as Float64Array)
  offDiagonal.push(basis.length === image.length ? 0 : appendUnit(lanczos, image))
}

/**
 * Takes out of a vector what rounding left of the basis in it, and appends the rest at length 1.
 * @returns  the length of the rest; 0 when nothing was left, and any vector at right angles to the basis was taken
 */
function appendUnit({ basis, diagonal, random }: Lanczos, vector: Float64Array): number {
  for (const other of basis) takeOut(vector, other)
  const rest = Math.sqrt(dot(vector, vector))
  const isExhausted = rest <= EXHAUSTED * (diagonal[0] ?? 0)
  if (isExhausted) {
    for (let index = 0; index < vector.length; index += 1) vector[index] = random()
    // Twice: once leaves rounding of the size of what was taken out.
    for (const other of [...basis, ...basis]) takeOut(vector, other)
  }
  const length = Math.sqrt(dot(vector, vector))
  basis.push(vector.map((value) => value / length))
  return isExhausted ? 0 : rest
}

function takeOut(vector: Float64Array, unit: Float64Array): void {
  const overlap = dot(vector, unit)
  for (let index = 0; index < vector.length; index += 1)
    vector[index] = (vector[index] as number) - overlap * (unit[index] as number)
}

function hasSettled(small: TridiagonalEigenvectors, wanted: readonly number[], { offDiagonal }: Lanczos): boolean {
  const link = offDiagonal.at(-1) as number
  const allowed = TOLERANCE * (small.values[wanted[0] as number] as number)
  return wanted.every((index) => Math.abs(link * ((small.vectors[index] as Float64Array).at(-1) as number)) <= allowed)
}

function combine(basis: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array((basis[0] as Float64Array).length)
  weights.forEach((weight, which) => {
    const vector = basis[which] as Float64Array
    for (let index = 0; index < sum.length; index += 1)
      sum[index] = (sum[index] as number) + weight * (vector[index] as number)
  })
  return sum
}

/** Four rows at a time: one sum would wait for itself at every term. */
function timesVector(matrix: Float32Array, vector: Float64Array): Float64Array {
  const size = vector.length
  const product = new Float64Array(size)
  const whole = size - (size % 4)
  for (let row = 0; row < whole; row += 4) {
    const [first, second, third] = [row * size, (row + 1) * size, (row + 2) * size]
    const fourth = third + size
    let [a, b, c, d] = [0, 0, 0, 0]
    for (let column = 0; column < size; column += 1) {
      const value = vector[column] as number
      a += value * (matrix[first + column] as number)
      b += value * (matrix[second + column] as number)
      c += value * (matrix[third + column] as number)
      d += value * (matrix[fourth + column] as number)
    }
    product.set([a, b, c, d], row)
  }
  for (let row = whole; row < size; row += 1) {
    for (let column = 0; column < size; column += 1)
      product[row] = (product[row] as number) + (matrix[row * size + column] as number) * (vector[column] as number)
  }
  return product
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0
  for (let index = 0; index < left.length; index += 1) sum += (left[index] as number) * (right[index] as number)
  return sum
}
