import { afterAll, expect, test } from 'vitest'
import { createSessionPool } from '../runtime/session-pool.ts'
import { filledTensor, relativeError } from '../testing/golden.test.fixture.ts'
import { topSingularVectors } from './singular-vectors.ts'
import { topEigenvectors } from './symmetric-eigenvectors.ts'
import { tridiagonalEigenvectors } from './tridiagonal.ts'

const sessions = createSessionPool({ threads: 1, prepack: false, freeBetweenStages: false })
afterAll(() => sessions.release())

/** Columns of a cosine transform: at right angles to each other, of length 1. */
const wave = (length: number, order: number): number[] =>
  Array.from(
    { length },
    (_, index) => Math.sqrt(2 / length) * Math.cos((Math.PI * (index + 0.5) * (order + 1)) / length),
  )

for (const [rows, columns] of [
  [90, 40],
  [40, 90],
] as const) {
  test(`the largest singular vectors of a ${rows} × ${columns} matrix are those that it was made from`, async () => {
    const values = new Float32Array(rows * columns)
    for (let order = 0; order < 30; order += 1) {
      const left = wave(rows, order)
      const right = wave(columns, order)
      for (let row = 0; row < rows; row += 1) {
        for (let column = 0; column < columns; column += 1)
          values[row * columns + column] =
            (values[row * columns + column] as number) +
            0.9 ** order * (left[row] as number) * (right[column] as number)
      }
    }
    const { left, right } = await topSingularVectors(sessions, { values, rows, columns }, 6)
    expect(left).toHaveLength(6)
    left.forEach((vector, order) => {
      const wanted = wave(rows, order)
      const overlap = vector.reduce((sum, value, index) => sum + value * (wanted[index] as number), 0)
      const turned = (values: number[]) => values.map((value) => value * Math.sign(overlap))
      expect(relativeError(vector, turned(wanted))).toBeLessThan(1e-5)
      expect(relativeError(right[order] ?? [], turned(wave(columns, order)))).toBeLessThan(1e-5)
      const largest = vector.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0)
      expect(largest).toBeGreaterThan(0)
    })
  })
}

test('more vectors than a matrix has dimensions are zeros beside it, not NaN', async () => {
  const values = Float32Array.from([1, 2, 3, 2, 4, 6])
  const { left, right } = await topSingularVectors(sessions, { values, rows: 2, columns: 3 }, 2)
  expect([...left, ...right].flatMap((vector) => [...vector]).every(Number.isFinite)).toBe(true)
  expect(relativeError(right[0] ?? [], [1 / Math.sqrt(14), 2 / Math.sqrt(14), 3 / Math.sqrt(14)])).toBeLessThan(1e-6)
})

test('Lanczos steps settle on the eigenvectors of a large matrix long before they have seen all of it', () => {
  const size = 240
  const vectors = Array.from({ length: 12 }, (_, order) => wave(size, order))
  const noise = filledTensor('noise', [size])
  const matrix = Float32Array.from({ length: size * size }, (_, index) => {
    const [row, column] = [Math.floor(index / size), index % size]
    const sum = vectors.reduce(
      (total, vector, order) => total + 0.8 ** order * (vector[row] as number) * (vector[column] as number),
      0,
    )
    return sum + (row === column ? 1e-3 * Math.abs(noise[row] as number) : 0)
  })
  const found = topEigenvectors(matrix, 4)
  for (const vector of found) {
    const image = vector.map((_, row) =>
      vector.reduce((sum, value, column) => sum + (matrix[row * size + column] as number) * value, 0),
    )
    const value = image.reduce((sum, entry, index) => sum + entry * (vector[index] as number), 0)
    expect(
      relativeError(
        image,
        vector.map((entry) => entry * value),
      ),
    ).toBeLessThan(1e-8)
  }
})

test('a chain of springs has the eigenvalues of the book, and vectors at right angles', () => {
  const size = 25
  const { values, vectors } = tridiagonalEigenvectors(Array(size).fill(2), Array(size - 1).fill(-1))
  const wanted = Array.from({ length: size }, (_, k) => 2 - 2 * Math.cos(((k + 1) * Math.PI) / (size + 1)))
  expect(
    relativeError(
      [...values].sort((a, b) => a - b),
      wanted,
    ),
  ).toBeLessThan(1e-13)
  vectors.forEach((one, first) => {
    vectors.forEach((other, second) => {
      const overlap = one.reduce((sum, value, index) => sum + value * (other[index] as number), 0)
      expect(Math.abs(overlap - +(first === second))).toBeLessThan(1e-13)
    })
  })
})

test('rows without links to each other keep their own eigenvalues', () => {
  const { values } = tridiagonalEigenvectors([3, 1, 2], [0, 0])
  expect([...values]).toEqual([3, 1, 2])
})
