/**
 * Eigenvalues and eigenvectors of a small symmetric tridiagonal matrix, by QL rotations with implicit shifts, in fp64.
 *
 * n rows and columns; cost about 6 n³. Source: Dubrulle, Martin & Wilkinson 1968.
 */

export interface TridiagonalEigenvectors {
  /** [n], in no order. */
  readonly values: Float64Array
  /** [n] vectors of n, beside the values. */
  readonly vectors: readonly Float64Array[]
}

/**
 * @param diagonal     [n]
 * @param offDiagonal  [n − 1], or more, of which the rest is not read
 */
export function tridiagonalEigenvectors(
  diagonal: readonly number[],
  offDiagonal: readonly number[],
): TridiagonalEigenvectors {
  const size = diagonal.length
  const values = Float64Array.from(diagonal)
  const links = new Float64Array(size)
  for (let index = 0; index + 1 < size; index += 1) links[index] = offDiagonal[index] as number
  const vectors = Array.from({ length: size }, (_, row) => Float64Array.from({ length: size }, (_, k) => +(k === row)))
  for (let start = 0; start < size; start += 1) {
    for (let end = blockEnd(values, links, start); end > start; end = blockEnd(values, links, start)) {
      chaseBulge(values, links, vectors, start, end)
    }
  }
  return { values, vectors }
}

/** The last row that is linked to `start` by anything more than rounding. */
function blockEnd(values: Float64Array, links: Float64Array, start: number): number {
  let end = start
  while (end + 1 < values.length) {
    const size = Math.abs(values[end] as number) + Math.abs(values[end + 1] as number)
    if (Math.abs(links[end] as number) <= Number.EPSILON * size) break
    end += 1
  }
  return end
}

/** One QL step on the rows `start … end`, shifted to the eigenvalue that `start` is nearest to. */
function chaseBulge(
  values: Float64Array,
  links: Float64Array,
  vectors: readonly Float64Array[],
  start: number,
  end: number,
): void {
  const first = values[start] as number
  const link = links[start] as number
  const half = ((values[start + 1] as number) - first) / (2 * link)
  let moved = (values[end] as number) - first + link / (half + (half < 0 ? -1 : 1) * Math.hypot(half, 1))
  let sine = 1
  let cosine = 1
  let shift = 0
  for (let row = end - 1; row >= start; row -= 1) {
    const bulge = sine * (links[row] as number)
    const kept = cosine * (links[row] as number)
    const radius = Math.hypot(bulge, moved)
    links[row + 1] = radius
    if (radius === 0) {
      values[row + 1] = (values[row + 1] as number) - shift
      links[end] = 0
      return
    }
    sine = bulge / radius
    cosine = moved / radius
    const below = (values[row + 1] as number) - shift
    const turned = ((values[row] as number) - below) * sine + 2 * cosine * kept
    shift = sine * turned
    values[row + 1] = below + shift
    moved = cosine * turned - kept
    turn(vectors[row] as Float64Array, vectors[row + 1] as Float64Array, cosine, sine)
  }
  values[start] = (values[start] as number) - shift
  links[start] = moved
  links[end] = 0
}

function turn(one: Float64Array, other: Float64Array, cosine: number, sine: number): void {
  for (let index = 0; index < one.length; index += 1) {
    const a = one[index] as number
    const b = other[index] as number
    one[index] = cosine * a - sine * b
    other[index] = sine * a + cosine * b
  }
}
