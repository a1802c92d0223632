/**
 * The two 16-bit floating-point formats of checkpoints, to fp32 and back.
 *
 * Source: IEEE 754-2008 binary16; bfloat16 is the upper half of binary32. Widening is exact (subnormals, infinities
 * and the payload of NaN included); narrowing rounds to nearest, ties to even, as PyTorch does.
 */

const HALF_PATTERNS = 2 ** 16
const FLOAT_INFINITY = 0x7f800000

let widenedHalves: Uint32Array | undefined

/** @param bits  binary16 patterns */
export function widenHalf(bits: Uint16Array, into: Float32Array): void {
  widenedHalves ??= Uint32Array.from({ length: HALF_PATTERNS }, (_, pattern) => halfToFloatBits(pattern))
  const output = bitsOf(into)
  for (let index = 0; index < bits.length; index += 1) output[index] = widenedHalves[bits[index]]
}

/** @param bits  bfloat16 patterns */
export function widenBfloat(bits: Uint16Array, into: Float32Array): void {
  const output = bitsOf(into)
  for (let index = 0; index < bits.length; index += 1) output[index] = bits[index] << 16
}

export function narrowToHalf(values: Float32Array, into: Uint16Array): void {
  const input = bitsOf(values)
  for (let index = 0; index < input.length; index += 1) into[index] = floatToHalfBits(input[index])
}

export function narrowToBfloat(values: Float32Array, into: Uint16Array): void {
  const input = bitsOf(values)
  for (let index = 0; index < input.length; index += 1) {
    const bits = input[index]
    const isNan = (bits & 0x7fffffff) > FLOAT_INFINITY
    into[index] = isNan ? (bits >>> 16) | 0x40 : (bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16
  }
}

function halfToFloatBits(pattern: number): number {
  const sign = (pattern & 0x8000) << 16
  const exponent = (pattern >>> 10) & 0x1f
  const mantissa = pattern & 0x3ff
  if (exponent === 0x1f) return sign | FLOAT_INFINITY | (mantissa << 13)
  if (exponent > 0) return sign | ((exponent + 112) << 23) | (mantissa << 13)
  if (mantissa === 0) return sign
  // A subnormal: its leading one becomes the hidden one of a normal fp32 number.
  const shift = Math.clz32(mantissa) - 21
  return sign | ((113 - shift) << 23) | (((mantissa << shift) & 0x3ff) << 13)
}

function floatToHalfBits(bits: number): number {
  const sign = (bits >>> 16) & 0x8000
  const magnitude = bits & 0x7fffffff
  if (magnitude > FLOAT_INFINITY) return sign | 0x7e00 | ((magnitude >>> 13) & 0x3ff)
  // 65520, halfway between the largest half and the next power of two, rounds to infinity.
  if (magnitude >= 0x477ff000) return sign | 0x7c00
  const exponent = magnitude >>> 23
  if (exponent >= 113) return sign | roundedShift(magnitude - 0x38000000, 13)
  if (exponent < 102) return sign
  return sign | roundedShift((magnitude & 0x7fffff) | 0x800000, 126 - exponent)
}

/** Shifts right, to nearest, ties to even. */
function roundedShift(value: number, shift: number): number {
  const kept = value >>> shift
  const rest = value & (2 ** shift - 1)
  const half = 2 ** (shift - 1)
  return rest > half || (rest === half && (kept & 1) === 1) ? kept + 1 : kept
}

const bitsOf = (values: Float32Array): Uint32Array => new Uint32Array(values.buffer, values.byteOffset, values.length)
