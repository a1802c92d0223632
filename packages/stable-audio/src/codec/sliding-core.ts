/**
 * The transformer of SAME-L: every token sees the 17 tokens before it and the 17 behind it.
 *
 * It runs as a stream. A step takes W new latents; block l (1 … depth) works on the W latents that lie l latents
 * behind them, so that the tokens it looks at are those that block l−1 has just made, and two latents that it kept
 * from the step before. No latent is worked on twice, whatever the length of a step; a clip costs `depth` latents
 * more than it has. Latents before the clip and after it are there as rows, and hidden from attention.
 *
 * Attention is made in blocks of 68 queries that see 102 keys (17 more on each side) under a mask: 17 queries and 51
 * keys, the obvious form, take twice as long. Rotary positions count from the first key of a step; only differences
 * of positions matter, and these small ones are exact.
 *
 * E width, S = 17·W tokens of a step, D depth, G = W / 4 blocks of queries.
 * Source: specification 2.6, "Core, SAME-L". Parity: 1e-5 relative to the reference, fp32; a stream in steps of any
 * length equals the whole pass to 5e-7.
 */

import type { Value } from '../graph/builder.ts'
import { type RotaryTables, rotate } from '../graph/layers.ts'
import type { Parameters } from '../graph/parameters.ts'
import { type AttentionLayout, codecBlock } from './block.ts'
import { storedRotaryTables } from './rotary.ts'
import { type CodecDecoderStack, type CodecShape, tokensPerLatent } from './shape.ts'

/** Latents in a block of queries; a step is a multiple of it. */
export const BLOCK_LATENTS = 4
/** Latents that a block of the transformer keeps for the next step: one that was not asked yet, and one before it. */
export const KEPT_LATENTS = 2
// 64: steps are 8 to 16 latents long; a longer table costs a kilobyte a latent.
const LONGEST_STEP_LATENTS = 64
/** Finite, so that a row that sees nothing at all gives numbers; far below any logit. */
export const HIDDEN_LOGIT = -1e9

const END = Number.MAX_SAFE_INTEGER

/**
 * Inputs: `kept` [D, 34, E], what each block kept; `hidden` [D, G, 1, 1, 102], 0 or {@link HIDDEN_LOGIT} for every key.
 * Output: `kept`, for the next step.
 *
 * @param tokens [S, E], of the new latents
 * @returns [S, E], of the latents that lie `depth` latents behind them
 */
export function slidingCore(parameters: Parameters, tokens: Value, shape: CodecShape, stack: CodecDecoderStack): Value {
  const { graph } = parameters
  const { width, depth, firstSinusoidalBlock = depth } = stack
  const keptTokens = KEPT_LATENTS * tokensPerLatent(shape)
  const keptBefore = graph.input('kept', 'f32', [depth, keptTokens, width])
  const layouts = windowLayouts(parameters, shape, stack)
  const kept: Value[] = []
  let x = tokens
  for (let index = 0; index < depth; index += 1) {
    const before = graph.reshape(graph.slice(keptBefore, 0, index, index + 1), [keptTokens, width])
    const seen = graph.concat([before, x], 0)
    kept.push(graph.reshape(graph.slice(seen, 0, -keptTokens, END), [1, keptTokens, width]))
    const block = parameters.within(`transformers.${index}.`)
    x = codecBlock(block, seen, stack, layouts(index), index >= firstSinusoidalBlock)
  }
  graph.output(graph.concat(kept, 0), 'kept after', [depth, keptTokens, width])
  return x
}

/** How the rows of a step are arranged for attention in block `index`. */
function windowLayouts(
  parameters: Parameters,
  shape: CodecShape,
  { width, depth, heads }: CodecDecoderStack,
): (index: number) => AttentionLayout {
  const { graph } = parameters
  const reach = tokensPerLatent(shape)
  const block = BLOCK_LATENTS * reach
  const keyTables = storedRotaryTables(parameters, (LONGEST_STEP_LATENTS + KEPT_LATENTS) * reach)
  const queryTables = laterTables(parameters, keyTables, reach)
  const band = graph.floats(bandMask(block, reach), [1, 1, block, block + 2 * reach], 'band')
  const hidden = graph.input('hidden', 'f32', [depth, 'G', 1, 1, block + 2 * reach])

  const turned = (rows: Value, tables: RotaryTables): Value =>
    graph.reshape(rotate(parameters, graph.reshape(rows, [1, -1, width]), tables, { heads }), [-1, width])
  const values = (rows: Value): Value => {
    const starts = graph.reshape(graph.slice(rows, 0, 0, -2 * reach), [-1, block, width])
    const ends = graph.reshape(graph.slice(rows, 0, 2 * reach, END), [-1, block, width])
    return graph.concat([starts, graph.slice(ends, 1, block - 2 * reach, block)], 1)
  }
  return (index) => {
    const hiddenKeys = graph.reshape(graph.slice(hidden, 0, index, index + 1), [-1, 1, 1, block + 2 * reach])
    return {
      asking: (tokens) => graph.slice(tokens, 0, reach, -reach),
      queries: (rows) => graph.reshape(turned(rows, queryTables), [-1, block, width]),
      keys: (rows) => values(turned(rows, keyTables)),
      values,
      bias: graph.add(band, hiddenKeys),
    }
  }
}

/** The same tables from position `first` on. */
function laterTables({ graph }: Parameters, tables: RotaryTables, first: number): RotaryTables {
  return {
    ...tables,
    cosines: graph.slice(tables.cosines, 0, first, END),
    sines: graph.slice(tables.sines, 0, first, END),
  }
}

/** Query i of a block is key i + reach; it sees the keys at most `reach` away. @returns [block, block + 2·reach] */
function bandMask(block: number, reach: number): Float32Array {
  const keys = block + 2 * reach
  return Float32Array.from({ length: block * keys }, (_, index) => {
    const distance = (index % keys) - reach - Math.floor(index / keys)
    return Math.abs(distance) <= reach ? 0 : HIDDEN_LOGIT
  })
}
