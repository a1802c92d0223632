/**
 * A matrix product with LoRA adapters beside it: the checkpoint's matrix stays as it is, strengths are inputs.
 *
 * `y₁ = r₁ ∘ (W (c₁ ∘ x) + s₁ · B₁ A₁ (c₁ ∘ x))`; the next adapter sees that as its W. Source: specification 4.3.
 */

import { ABSENT, type Value } from './builder.ts'
import type { LinearOptions } from './layers.ts'
import type { MatrixAdapter, Parameters } from './parameters.ts'

interface AdaptedProduct {
  readonly parameters: Parameters
  /** [N, K] */
  readonly x: Value
  readonly name: string
  readonly options: LinearOptions
  readonly adapters: readonly MatrixAdapter[]
  readonly plain: (parameters: Parameters, x: Value, name: string, options: LinearOptions) => Value
}

/** @returns [N, M] */
export function adaptedLinear({ parameters, x, name, options, adapters, plain }: AdaptedProduct): Value {
  const { graph } = parameters
  const { rows, bias = false, ...rest } = options
  const product = chain(adapters.length - 1, x)
  const offset = bias ? parameters.value(`${name}.bias`, rows ? { rows } : {}) : ABSENT
  return offset === ABSENT ? product : graph.add(product, offset)

  function chain(index: number, input: Value): Value {
    const adapter = adapters[index]
    if (adapter === undefined) return plain(parameters, input, name, rows ? { ...rest, rows } : rest)
    const scaled = adapter.scalesColumns
      ? graph.mul(input, graph.input(`${adapter.id}.columns`, 'f32', [adapter.inputs]))
      : input
    const base = chain(index - 1, scaled)
    const sum = graph.add(base, branch(parameters, adapter, scaled, rows))
    return adapter.scalesRows ? graph.mul(sum, rowScale(parameters, adapter, rows)) : sum
  }
}

/** `strength · B A x` for a range of output channels. */
function branch(
  { graph }: Parameters,
  { id, rank, inputs, outputs }: MatrixAdapter,
  x: Value,
  rows: readonly [number, number] | undefined,
): Value {
  const down = graph.input(`${id}.down`, 'f32', [rank, inputs])
  const up = graph.input(`${id}.up`, 'f32', [outputs, rank])
  const narrow = graph.op('Gemm', [x, down], { transB: 1 })
  const wide = graph.op('Gemm', [narrow, rows ? graph.slice(up, 0, rows[0], rows[1]) : up], { transB: 1 })
  return graph.mul(wide, graph.input(`${id}.strength`, 'f32', [1]))
}

function rowScale(
  { graph }: Parameters,
  { id, outputs }: MatrixAdapter,
  rows: readonly [number, number] | undefined,
): Value {
  const scales = graph.input(`${id}.rows`, 'f32', [outputs])
  return rows ? graph.slice(scales, 0, rows[0], rows[1]) : scales
}
