import { median9 } from './median9.ts'

/** Numbers that are not negative, and the same memory as integers of the same order. */
export interface Magnitudes {
  readonly values: Float32Array
  readonly bits: Int32Array
}

export function magnitudes(length: number): Magnitudes {
  const values = new Float32Array(length)
  return { values, bits: new Int32Array(values.buffer) }
}

/** result[k] = median over the nine rows at index k, for from ≤ k ≤ to. */
export function medianOfRows(rows: readonly Magnitudes[], result: Magnitudes, from: number, to: number): void {
  const [m0, m1, m2, m3, m4, m5, m6, m7, m8] = rows.map((row) => row.bits)
  const target = result.bits
  for (let k = from; k <= to; k++) {
    target[k] = median9(m0[k], m1[k], m2[k], m3[k], m4[k], m5[k], m6[k], m7[k], m8[k])
  }
}

/** result[k] = median of row[k − 8], row[k − 6] … row[k + 8], for from ≤ k ≤ to. */
export function medianAlongRow(row: Magnitudes, result: Magnitudes, from: number, to: number): void {
  const m = row.bits
  const target = result.bits
  for (let k = from; k <= to; k++) {
    target[k] = median9(m[k - 8], m[k - 6], m[k - 4], m[k - 2], m[k], m[k + 2], m[k + 4], m[k + 6], m[k + 8])
  }
}
