/**
 * How wide int8 weights may be on this processor.
 *
 * x64 without VNNI adds two products of uint8 and int8 in 16 bits, which overflow beyond 32 767: 255 · 127 + 255 · 127.
 * Weights of 7 bits (−63 … 63) keep the sum inside, at the cost of 6 dB of their precision. No list of processors is
 * kept: one product that would overflow tells.
 */

import { Graph } from '../graph/builder.ts'
import { openSession } from '../runtime/session.ts'

export const FULL_LEVELS = 127
export const SAFE_LEVELS = 63
export type WeightLevels = typeof FULL_LEVELS | typeof SAFE_LEVELS

const INPUTS = 64
const OUTPUTS = 64

let known: Promise<WeightLevels> | undefined

/** @returns 127, or 63 where wider weights would give wrong sums */
export function weightLevels(): Promise<WeightLevels> {
  known ??= overflows().then((overflow) => (overflow ? SAFE_LEVELS : FULL_LEVELS))
  return known
}

async function overflows(): Promise<boolean> {
  const graph = new Graph()
  const x = graph.input('x', 'f32', [1, INPUTS])
  const one = graph.float(1)
  const none = graph.embedded('zero', 'u8', [], Uint8Array.of(0))
  const rows = graph.op('QuantizeLinear', [x, one, none])
  const widest = new Uint8Array(INPUTS * OUTPUTS).fill(FULL_LEVELS)
  const weights = graph.embedded('weights', 'i8', [INPUTS, OUTPUTS], widest)
  graph.output(graph.contrib('MatMulIntegerToFloat', [rows, weights, one, one, none]), 'y', [1, OUTPUTS])
  const session = await openSession(graph.build(), { provider: 'cpu', threads: 1, prepack: true })
  const { y } = await session.run({ x: { data: new Float32Array(INPUTS).fill(255), shape: [1, INPUTS] } })
  await session.release()
  return y?.data.some((sum) => sum !== INPUTS * 255 * FULL_LEVELS) ?? true
}
