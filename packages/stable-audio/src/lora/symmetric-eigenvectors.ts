/**
 * The eigenvectors of the largest eigenvalues of a symmetric matrix, by Lanczos steps with full reorthogonalisation.
 *
 * n rows and columns, r wanted vectors. A step costs n² products; r = 16 settles after some 60 steps on a falling
 * spectrum and after 200-300 on random numbers. Source: Lanczos 1950, Paige 1972.
 */

import { type TridiagonalEigenvectors, tridiagonalEigenvectors } from './tridiagonal.ts'

// 1e-10 of the largest eigenvalue: vectors are then right to 1e-7 where neighbours are 0.1 % apart, finer than the fp32
// matrix itself. Looser would show in the result, tighter only costs steps.
const TOLERANCE = 1e-10
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
  const current = basis[diagonal.length] as Float64Array
  const image = timesVector(matrix, current)
  diagonal.push(dot(image, current))
  offDiagonal.push(basis.length === image.length ? 0 : appendUnit(lanczos, image))
}

/**
 * Takes out of a vector what the basis has already, and appends the rest at length 1.
 * @returns  the length of the rest; 0 when nothing was left, and any vector at right angles to the basis was taken
 */
function appendUnit({ basis, random }: Lanczos, vector: Float64Array): number {
  const before = Math.sqrt(dot(vector, vector))
  let rest = orthogonalise(vector, basis)
  const isExhausted = rest <= 1e-12 * before
  if (isExhausted) {
    for (let index = 0; index < vector.length; index += 1) vector[index] = random()
    rest = orthogonalise(vector, basis)
  }
  basis.push(vector.map((value) => value / rest))
  return isExhausted ? 0 : rest
}

/** Twice: once leaves rounding of the size of what was taken out. @returns the length of what is left */
function orthogonalise(vector: Float64Array, basis: readonly Float64Array[]): number {
  for (let pass = 0; pass < 2; pass += 1) {
    for (const other of basis) {
      const overlap = dot(vector, other)
      for (let index = 0; index < vector.length; index += 1)
        vector[index] = (vector[index] as number) - overlap * (other[index] as number)
    }
  }
  return Math.sqrt(dot(vector, vector))
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

function timesVector(matrix: Float32Array, vector: Float64Array): Float64Array {
  const size = vector.length
  const product = new Float64Array(size)
  for (let row = 0; row < size; row += 1) {
    const offset = row * size
    let sum = 0
    for (let column = 0; column < size; column += 1)
      sum += (matrix[offset + column] as number) * (vector[column] as number)
    product[row] = sum
  }
  return product
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0
  for (let index = 0; index < left.length; index += 1) sum += (left[index] as number) * (right[index] as number)
  return sum
}
