/**
 * `sin(π x)`, the gate of the later blocks of SAME-L.
 *
 * The sine of a graphics processor may be wrong by 5e-4, and by more outside of ±π (Vulkan 1.3, "Precision and
 * Operation of SPIR-V Instructions"): 1.9e-4 in a driver in software. Where an operator must run everywhere, x is
 * folded to ±½, which is exact, and a polynomial takes the sine's place.
 * Source: specification 2.1 (GLU). Parity: 2e-7 absolute.
 */

import type { Value } from '../graph/builder.ts'
import type { Parameters } from '../graph/parameters.ts'

/** Least greatest error of `sin(π r) = r · P(r²)` on −½ … ½: 3e-9 before rounding. */
const POLYNOMIAL = [3.14159258, -5.16770688, 2.55003138, -0.598045165, 0.0772201108] as const

export function halfTurnSine({ graph, options }: Parameters, x: Value): Value {
  if (!options.portable) return graph.op('Sin', [graph.mul(x, graph.float(Math.PI))])
  const floor = (value: Value): Value => graph.op('Floor', [value])
  const times = (value: Value, factor: number): Value => graph.mul(value, graph.float(factor))
  const halfTurns = floor(graph.add(x, graph.float(0.5)))
  const rest = graph.sub(x, halfTurns) //                                                    −½ … ½
  const odd = graph.sub(halfTurns, times(floor(times(halfTurns, 0.5)), 2)) //                0 or 1
  const sign = graph.sub(graph.float(1), times(odd, 2))
  const square = graph.mul(rest, rest)
  const series = POLYNOMIAL.slice(0, -1).reduceRight<Value>(
    (sum, coefficient) => graph.add(graph.mul(sum, square), graph.float(coefficient)),
    graph.float(POLYNOMIAL[4]),
  )
  return graph.mul(sign, graph.mul(rest, series))
}
