/**
 * The work of the diffusion transformer that no step changes, done once for a prompt and a length: what each layer sees
 * of the context, the global row, and what each layer adds to the frames for the clip that is kept.
 *
 * N rows of the context, L = 1 or S tokens, D width, H heads. Source: specification 2.5, 9.6, 9.7.
 */

import type { TensorSource } from '../checkpoint/tensor-source.ts'
import type { GraphModel } from '../graph/builder.ts'
import { HEAD_CHANNELS } from '../graph/layers.ts'
import { viewOfContext } from './cross-attention.ts'
import { perceptron } from './perceptron.ts'
import type { DitShape } from './shape.ts'
import { type DitOptions, ditParameters } from './transformer.ts'

/** `context` [N, W] → `keys.i` (`keys2.i`) [H, 64, N] and `values.i` [H, N, 64]; `seconds` [1, W] → `global` [1, D]. */
export function contextGraph(tensors: TensorSource, shape: DitShape, options: DitOptions): GraphModel {
  const parameters = ditParameters(tensors, options)
  const { graph } = parameters
  const rows = graph.input('context', 'f32', ['N', shape.contextChannels])
  const context = perceptron(parameters, rows, 'to_cond_embed')
  for (let index = 0; index < shape.depth; index += 1) {
    const { keys, values } = viewOfContext(parameters.within(`transformer.layers.${index}.`), context, shape)
    const [first, second] = keys
    graph.output(first, `keys.${index}`, [shape.heads, HEAD_CHANNELS, 'N'])
    if (second) graph.output(second, `keys2.${index}`, [shape.heads, HEAD_CHANNELS, 'N'])
    graph.output(values, `values.${index}`, [shape.heads, 'N', HEAD_CHANNELS])
  }
  const seconds = graph.input('seconds', 'f32', [1, shape.globalChannels])
  graph.output(perceptron(parameters, seconds, 'to_global_embed', { exact: true }), 'global', [1, shape.width])
  return graph.build()
}

/** `local` [L, 1 + C]: mask and masked latents of each token → `local.i` [L, D]. */
export function localGraph(tensors: TensorSource, shape: DitShape, options: DitOptions): GraphModel {
  const parameters = ditParameters(tensors, options)
  const { graph } = parameters
  const local = graph.input('local', 'f32', ['L', shape.localChannels])
  for (let index = 0; index < shape.depth; index += 1) {
    const layer = parameters.within(`transformer.layers.${index}.`)
    const added = perceptron(layer, local, 'to_local_embed', { bias: true, exact: true })
    graph.output(added, `local.${index}`, ['L', shape.width])
  }
  return graph.build()
}
