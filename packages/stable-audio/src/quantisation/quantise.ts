/**
 * A matrix as int8: one scale an output channel, no offset, transposed to the order that the products read.
 *
 * M output channels, K inputs. Source: `w ≈ scale · q`, `scale = max|w| / levels`, q in −levels … levels.
 */

export interface QuantisedMatrix {
  /** [K, M] */
  readonly weights: Int8Array
  /** [M] */
  readonly scales: Float32Array
}

// 64 output channels at a time: their reads stay in the cache while their writes fill whole cache lines.
const TILE = 64

/**
 * @param matrix  [M, K]
 * @param levels  127, or 63 where products of 8 bits each overflow (see arithmetic.ts)
 */
export function quantiseMatrix(matrix: Float32Array, inputs: number, levels: number): QuantisedMatrix {
  const outputs = matrix.length / inputs
  const scales = new Float32Array(outputs)
  const weights = new Int8Array(matrix.length)
  for (let output = 0; output < outputs; output += 1) {
    scales[output] = largest(matrix, output * inputs, (output + 1) * inputs) / levels
  }
  const inverses = Float64Array.from(scales, (scale) => (scale > 0 ? 1 / scale : 0))
  for (let from = 0; from < outputs; from += TILE) {
    const to = Math.min(from + TILE, outputs)
    for (let input = 0; input < inputs; input += 1) {
      for (let output = from; output < to; output += 1) {
        // Rounds half up: `| 0` cuts towards 0, and what it cuts is positive here.
        weights[input * outputs + output] = ((matrix[output * inputs + input] * inverses[output] + 128.5) | 0) - 128
      }
    }
  }
  return { weights, scales }
}

function largest(values: Float32Array, from: number, to: number): number {
  let most = 0
  // A weight that is not finite must not become one that is: it makes the scale NaN, and with it the result.
  let broken = 0
  for (let index = from; index < to; index += 1) {
    const size = Math.abs(values[index])
    if (size > most) most = size
    broken += size * 0
  }
  return most + broken
}
