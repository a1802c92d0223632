import fc from 'fast-check'
import { expect, test } from 'vitest'
import { narrowToBfloat, narrowToHalf, widenBfloat, widenHalf } from './half-floats.ts'

const widened = (widen: typeof widenHalf, ...bits: number[]): number[] => {
  const values = new Float32Array(bits.length)
  widen(Uint16Array.from(bits), values)
  return [...values]
}

const narrowed = (narrow: typeof narrowToHalf, ...values: number[]): number[] => {
  const bits = new Uint16Array(values.length)
  narrow(Float32Array.from(values), bits)
  return [...bits]
}

const everyPattern = Uint16Array.from({ length: 65_536 }, (_, pattern) => pattern)

/** binary16 by its definition, in doubles. */
function halfByDefinition(pattern: number): number {
  const sign = pattern & 0x8000 ? -1 : 1
  const exponent = (pattern >>> 10) & 31
  const mantissa = pattern & 1023
  if (exponent === 31) return mantissa === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return exponent === 0 ? sign * mantissa * 2 ** -24 : sign * (1 + mantissa / 1024) * 2 ** (exponent - 15)
}

test('every fp16 pattern widens to exactly the number that it stands for, subnormals and infinities too', () => {
  const values = new Float32Array(65_536)
  widenHalf(everyPattern, values)
  const wrong = [...everyPattern].filter((pattern) => !Object.is(values[pattern], halfByDefinition(pattern)))
  expect(wrong).toEqual([])
})

test('every fp16 and bf16 pattern survives widening and narrowing, NaN staying NaN', () => {
  const values = new Float32Array(65_536)
  const back = new Uint16Array(65_536)
  for (const [widen, narrow] of [
    [widenHalf, narrowToHalf],
    [widenBfloat, narrowToBfloat],
  ] as const) {
    widen(everyPattern, values)
    narrow(values, back)
    const changed = [...everyPattern].filter((pattern) => back[pattern] !== pattern && !Number.isNaN(values[pattern]))
    expect(changed).toEqual([])
    const again = new Float32Array(65_536)
    widen(back, again)
    expect([...everyPattern].filter((pattern) => !Object.is(again[pattern], values[pattern]))).toEqual([])
  }
})

test('bf16 is the upper half of fp32', () => {
  expect(widened(widenBfloat, 0x3f80, 0xc2c8, 0x0001, 0xff80)).toEqual([1, -100, 2 ** -133, Number.NEGATIVE_INFINITY])
})

test('narrowing to fp16 takes the nearest, the even one of two, and overflows to infinity from 65520', () => {
  expect(
    widened(widenHalf, ...narrowed(narrowToHalf, 1 + 2 ** -11, 1 + 3 * 2 ** -11, 65_519, 65_520, 2 ** -25)),
  ).toEqual([1, 1 + 2 ** -9, 65_504, Number.POSITIVE_INFINITY, 0])
  expect(widened(widenHalf, ...narrowed(narrowToHalf, 1.0001 * 2 ** -25, -(2 ** -24), 2 ** -14 - 2 ** -26))).toEqual([
    2 ** -24,
    -(2 ** -24),
    2 ** -14,
  ])
})

test('no neighbour in fp16 or bf16 is nearer than the one that narrowing chose', () => {
  fc.assert(
    fc.property(fc.float({ noNaN: true, min: Math.fround(-60_000), max: Math.fround(60_000) }), (value) => {
      for (const [widen, narrow] of [
        [widenHalf, narrowToHalf],
        [widenBfloat, narrowToBfloat],
      ] as const) {
        const [bits] = narrowed(narrow, value)
        const distance = Math.abs(widened(widen, bits)[0] - value)
        for (const neighbour of [bits - 1, bits + 1]) {
          if ((neighbour & 0x8000) !== (bits & 0x8000)) continue
          expect(distance).toBeLessThanOrEqual(Math.abs(widened(widen, neighbour)[0] - value))
        }
      }
    }),
  )
})
