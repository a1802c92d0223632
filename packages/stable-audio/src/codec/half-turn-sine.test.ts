import { expect, test } from 'vitest'
import { Graph } from '../graph/builder.ts'
import { Parameters } from '../graph/parameters.ts'
import { openSession } from '../runtime/session.ts'
import { filledSource } from '../testing/golden.test.fixture.ts'
import { halfTurnSine } from './half-turn-sine.ts'

const COUNT = 4001

for (const portable of [false, true]) {
  test(`sin(π x) is the sine within 2e-7 a turn, ${portable ? 'by its polynomial' : "by the CPU's own"}`, async () => {
    const source = filledSource({})
    const graph = new Graph()
    const parameters = new Parameters(graph, source, '', { portable })
    graph.output(halfTurnSine(parameters, graph.input('x', 'f32', [COUNT])), 'y', [COUNT])
    const session = await openSession(graph.build(), { provider: 'cpu', threads: 1, prepack: false })
    for (const span of [1, 4]) {
      const x = Float32Array.from({ length: COUNT }, (_, index) => span * ((2 * index) / (COUNT - 1) - 1))
      const { y } = await session.run({ x: { data: x, shape: [COUNT] } })
      const worst = Math.max(...x.map((value, index) => Math.abs((y?.data[index] ?? 1) - Math.sin(Math.PI * value))))
      // The CPU's own rounds π x first, by 5e-7 near 4π; 2.0e-7 was reached by the polynomial at both spans.
      expect(worst).toBeLessThan(portable ? 2.5e-7 : 2.5e-7 * span)
    }
    await session.release()
    source.dispose()
  })
}
