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

test('rotary frequencies that were rounded to half precision are not believed, and others are', () => {
  const usual = filledSource({ 'rope.inv_freq': [16] })
  const exact = usual.readFloat32('rope.inv_freq')
  const bits = new Uint32Array(exact.slice().buffer).map((word) => word & 0xffff0000)
  const cutToBf16 = new Float32Array(bits.buffer)
  expect(cutToBf16).not.toEqual(exact)
  const stored = (frequencies: Float32Array, storage: 'f32' | 'bf16') => ({
    ...usual,
    get: (key: string) => ({ ...usual.get(key), storage }),
    readFloat32: () => frequencies,
  })
  const otherBase = exact.map((frequency) => frequency ** 1.25)
  for (const storage of ['f32', 'bf16'] as const) {
    expect(storedFrequencies(stored(cutToBf16, storage), 'rope.inv_freq', 32)).toEqual(exact)
    expect(storedFrequencies(stored(otherBase, storage), 'rope.inv_freq', 32)).toEqual(otherBase)
  }
  expect(storedFrequencies(usual, 'none', 32)).toEqual(exact)
  usual.dispose()
})

test('adapters add no bytes of their factors to a graph', async () => {
  const bytesOf = (rank: number): number => {
    const graph = new Graph()
    const adapter = { id: 'a', rank, inputs: 4, outputs: 6, scalesRows: false, scalesColumns: false }
    const parameters = new Parameters(graph, source, '', { adapters: { on: () => [adapter] } })
    graph.output(linear(parameters, graph.input('x', 'f32', ['N', 4]), 'proj', { rows: [2, 5] }), 'y', ['N', 3])
    return graph.build().bytes.length
  }
  expect(bytesOf(64)).toBe(bytesOf(16))
})

test('a constant that is known by its name is not made again', () => {
  const graph = new Graph()
  graph.floats([1], [1], 'one')
  const unread: ArrayLike<number> = {
    get length(): number {
      throw new Error('it was read again')
    },
  }
  expect(graph.floats(unread, [1], 'one')).toBe('one')
})

test('half-precision weights are counted twice as large as they are stored, and others not at all', () => {
  const graph = new Graph()
  const range = { path: '/weights', byteOffset: 0, byteLength: 8 }
  graph.stored('a', 'f32', [2], range)
  expect(graph.build()).toMatchObject({ storedBytes: 8, castBytes: 0 })
  graph.stored('b', 'bf16', [4], range)
  graph.stored('b', 'bf16', [4], range)
  expect(graph.build()).toMatchObject({ storedBytes: 16, castBytes: 16 })
})
