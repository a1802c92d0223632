import { afterAll, expect, test } from 'vitest'
import { openSession } from '../runtime/session.ts'
import { filledSource, relativeError } from '../testing/golden.test.fixture.ts'
import { Graph } from './builder.ts'
import { linear, storedFrequencies } from './layers.ts'
import { Parameters } from './parameters.ts'

const OPTIONS = { provider: 'cpu', threads: 1, prepack: false } as const
const source = filledSource({ 'proj.weight': [6, 4], 'proj.bias': [6] })
afterAll(() => source.dispose())

test('a matrix is used where it lies in the file, whole and by ranges of its rows', async () => {
  const graph = new Graph()
  const parameters = new Parameters(graph, source, '')
  const x = graph.input('x', 'f32', ['N', 4])
  graph.output(linear(parameters, x, 'proj', { bias: true }), 'whole', ['N', 6])
  graph.output(linear(parameters, x, 'proj', { rows: [2, 5], bias: true }), 'part', ['N', 3])
  const model = graph.build()
  expect(model.bytes.length).toBeLessThan(2000)

  const session = await openSession(model, OPTIONS)
  const input = Float32Array.of(1, -2, 3, 0.5, 0, 1, 0, -1)
  const { whole, part } = await session.run({ x: { data: input, shape: [2, 4] } })
  await session.release()

  const weight = source.readFloat32('proj.weight')
  const bias = source.readFloat32('proj.bias')
  const expected = [0, 1].flatMap((row) =>
    [...bias].map((offset, output) =>
      [0, 1, 2, 3].reduce((sum, k) => sum + (input[row * 4 + k] ?? 0) * (weight[output * 4 + k] ?? 0), offset),
    ),
  )
  expect(relativeError(whole?.data ?? [], expected)).toBeLessThan(1e-6)
  expect([...(part?.data ?? [])]).toEqual(
    [0, 1].flatMap((row) => [...(whole?.data.slice(row * 6 + 2, row * 6 + 5) ?? [])]),
  )
})

test('rotary frequencies that are stored in half precision are not believed', () => {
  const exact = filledSource({ 'rope.inv_freq': [16] })
  const get = (key: string) => ({ ...exact.get(key), storage: 'bf16' as const })
  const rounded = { ...exact, get, readFloat32: () => new Float32Array(16).fill(0.5) }
  expect(storedFrequencies(rounded, 'rope.inv_freq', 32)).toEqual(exact.readFloat32('rope.inv_freq'))
  expect(storedFrequencies({ ...rounded, get: exact.get }, 'rope.inv_freq', 32)[3]).toBe(0.5)
  expect(storedFrequencies(exact, 'none', 32)).toEqual(exact.readFloat32('rope.inv_freq'))
  exact.dispose()
})
