import { afterAll, expect, test } from 'vitest'
import { expanded } from '../diffusion/context.ts'
import { expoFeatures } from '../diffusion/features.ts'
import { filledSource, filledTensor, relativeError } from '../testing/golden.test.fixture.ts'
import { durationRow, negativeContext, promptContext, SECONDS_MATRIX_KEY } from './conditioning.ts'

const WIDTH = 8
const paddingKey = 'conditioner.conditioners.prompt.padding_embedding'
const biasKey = SECONDS_MATRIX_KEY.replace('.weight', '.bias')
const source = filledSource({ [paddingKey]: [WIDTH], [SECONDS_MATRIX_KEY]: [WIDTH, 256], [biasKey]: [WIDTH] })
afterAll(() => source.dispose())

const padding = source.readFloat32(paddingKey)
const textRows = (tokens: number) => filledTensor('input:rows', [tokens, WIDTH])
const repeated = (row: Float32Array, times: number) => Array.from({ length: times }, () => [...row]).flat()

test('a prompt is its rows and one learned row that stands for all the padding', () => {
  const { rows, counts } = promptContext(source, textRows(3))
  expect(counts).toEqual([1, 1, 1, 253])
  expect([...rows]).toEqual([...textRows(3), ...padding])
})

test('without collapsing there are 256 rows, which say the same', () => {
  const whole = promptContext(source, textRows(3), { collapse: false })
  expect(whole.counts).toEqual(Array(256).fill(1))
  expect([...whole.rows]).toEqual([...textRows(3), ...repeated(padding, 253)])
  expect(expanded(promptContext(source, textRows(3)))).toEqual(whole)
})

test('an empty prompt is padding alone, a full one has none', () => {
  expect(promptContext(source, new Float32Array())).toEqual({ rows: padding, counts: [256] })
  const full = promptContext(source, textRows(256))
  expect(full.counts).toEqual(Array(256).fill(1))
  expect([...full.rows]).toEqual([...textRows(256)])
})

test('a negative prompt is padded with zeros, not with what the checkpoint has learned', () => {
  const { rows, counts } = negativeContext(source, textRows(2))
  expect(counts).toEqual([1, 1, 254])
  expect([...rows]).toEqual([...textRows(2), ...Array(WIDTH).fill(0)])
})

test('an empty negative prompt is 256 rows of zeros, which count as such', () => {
  const { rows, counts } = negativeContext(source, new Float32Array())
  expect(counts).toEqual([256])
  expect([...rows]).toEqual(Array(WIDTH).fill(0))
})

test('the duration is a product of its Fourier features, and clamped to what the model knows', () => {
  const matrix = source.readFloat32(SECONDS_MATRIX_KEY)
  const bias = source.readFloat32(biasKey)
  const product = (features: Float32Array) =>
    [...bias].map((offset, row) =>
      features.reduce((sum, feature, column) => sum + feature * (matrix[row * 256 + column] ?? 0), offset),
    )
  expect(relativeError(durationRow(source, 30.5), product(expoFeatures(30.5 / 384)))).toBeLessThan(1e-6)
  expect(durationRow(source, 400)).toEqual(durationRow(source, 384))
  expect(durationRow(source, -1)).toEqual(durationRow(source, 0))
  expect(durationRow(source, 5)).not.toEqual(durationRow(source, 5.01))
  const range = { minimum: 10, maximum: 20 }
  expect(durationRow(source, 15, { range })).toEqual(durationRow(source, 192))
})

test('an adapted matrix takes the place of the stored one', () => {
  const doubled = source.readFloat32(SECONDS_MATRIX_KEY).map((weight) => weight * 2)
  const bias = source.readFloat32(biasKey)
  const plain = durationRow(source, 12)
  const wanted = plain.map((value, row) => 2 * (value - (bias[row] ?? 0)) + (bias[row] ?? 0))
  expect(relativeError(durationRow(source, 12, { matrix: doubled }), wanted)).toBeLessThan(1e-6)
})
