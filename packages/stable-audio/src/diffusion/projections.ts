import type { Value } from '../graph/builder.ts'
import { linear } from '../graph/layers.ts'
import type { Parameters } from '../graph/parameters.ts'

/** The parts of one stored matrix, each as a product of its own: q, k and v lie below one another. */
export function projections<Names extends readonly string[]>(
  parameters: Parameters,
  x: Value,
  name: string,
  parts: Names,
  options: { readonly bias?: boolean } = {},
): Record<Names[number], Value> {
  const [outputs] = parameters.shape(`${name}.weight`)
  const size = (outputs as number) / parts.length
  const values = parts.map((part, index) => {
    const rows = [index * size, (index + 1) * size] as const
    return [part, linear(parameters, x, name, { ...options, rows })] as const
  })
  return Object.fromEntries(values) as Record<Names[number], Value>
}
