/** The fastest fp32 matrix product that ONNX Runtime makes here: what an ideal model would run at. */

import { Graph } from '../src/graph/builder.ts'
import { type GraphSession, openSession } from '../src/runtime/session.ts'
import { defaultThreads } from '../src/runtime/threads.ts'

/** Rows, inputs, outputs: a square one, and the two largest of a DiT layer at 30 s. */
const SHAPES = [
  [2048, 2048, 2048],
  [452, 1024, 4096],
  [452, 4096, 1024],
] as const

export interface MatrixPeak {
  /** Multiplies each shape once or more; the best so far, in operations a second. */
  measure(rounds: number): Promise<number>
  release(): Promise<void>
}

export async function openMatrixPeak(): Promise<MatrixPeak> {
  const products = await Promise.all(SHAPES.map(openProduct))
  let best = 0
  return {
    async measure(rounds) {
      for (let round = 0; round < rounds; round += 1) {
        for (const { session, input, flops, shape } of products) {
          const start = performance.now()
          await session.run({ x: { data: input, shape } })
          best = Math.max(best, flops / ((performance.now() - start) / 1000))
        }
      }
      return best
    },
    async release() {
      for (const { session } of products) await session.release()
    },
  }
}

interface Product {
  readonly session: GraphSession
  readonly input: Float32Array
  readonly shape: readonly number[]
  readonly flops: number
}

async function openProduct([rows, inputs, outputs]: readonly [number, number, number]): Promise<Product> {
  const graph = new Graph()
  const x = graph.input('x', 'f32', [rows, inputs])
  const weights = graph.floats(new Float32Array(inputs * outputs).fill(0.5), [outputs, inputs])
  const y = graph.op('Gemm', [x, weights], { transB: 1 })
  // One row goes back: the copy to this side is no part of a product.
  graph.output(graph.slice(y, 0, 0, 1), 'y', [1, outputs])
  const session = await openSession(graph.build(), { provider: 'cpu', threads: defaultThreads(), prepack: true })
  const input = new Float32Array(rows * inputs).fill(0.25)
  return { session, input, shape: [rows, inputs], flops: 2 * rows * inputs * outputs }
}
