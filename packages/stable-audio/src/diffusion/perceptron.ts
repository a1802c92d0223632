import type { Value } from '../graph/builder.ts'
import { type LinearOptions, linear, silu } from '../graph/layers.ts'
import type { Parameters } from '../graph/parameters.ts'

/** `SiLU(x W₀ᵀ + b₀) W₂ᵀ + b₂`: how every condition is brought to the width of the model. @param x [N, K] @returns [N, M] */
export function perceptron(parameters: Parameters, x: Value, name: string, options: LinearOptions = {}): Value {
  return linear(parameters, silu(parameters, linear(parameters, x, `${name}.0`, options)), `${name}.2`, options)
}
