import type { Value } from '../graph/builder.ts'
import { HEAD_CHANNELS, rmsNorm } from '../graph/layers.ts'
import type { Parameters } from '../graph/parameters.ts'

const EPSILON = 1e-6

/** RMS norm of each head by itself. @param x [S, H·64] @param scale [64] @returns [S, H, 64] */
export function headNorm(parameters: Parameters, x: Value, scale: Value): Value {
  return rmsNorm(parameters, parameters.graph.reshape(x, [0, -1, HEAD_CHANNELS]), scale, EPSILON)
}
