/**
 * The diffusion transformer (DiT): one step's velocity from noisy latents. Read it beside specification 2.5.
 *
 * C latent channels, T latent frames, M memory tokens, S = M + T, N rows of the context, D width.
 * What does not depend on the latents and the noise level comes in ready made: see conditioning-graphs.ts.
 * Parity: 1e-5 relative to the reference, fp32.
 */

import { parse } from 'node:path'
import type { TensorSource } from '../checkpoint/tensor-source.ts'
import { Graph, type GraphModel, type Value } from '../graph/builder.ts'
import { HEAD_CHANNELS, linear, silu } from '../graph/layers.ts'
import { type ParameterOptions, Parameters } from '../graph/parameters.ts'
import { type ContextView, type ContextWeights, crossAttention } from './cross-attention.ts'
import { FEATURE_COUNT } from './features.ts'
import { gated, layerModulation, modulatedNorm, modulationOf, plainNorm } from './modulation.ts'
import { projections } from './projections.ts'
import { selfAttention, type TokenInputs } from './self-attention.ts'
import type { DitShape } from './shape.ts'

// The greatest end that every execution provider understands.
const END = 2 ** 31 - 1

export const ROTARY_FREQUENCIES = 'transformer.rotary_pos_emb.inv_freq'

export interface DitOptions extends ParameterOptions {
  /** Where the DiT lies in the checkpoint; `model.model.` when absent. */
  readonly prefix?: string | undefined
}

/** The graph of `velocity`: latents [C, T] in, velocity [C, T] out, for any T. */
export function stepGraph(tensors: TensorSource, shape: DitShape, options: DitOptions): GraphModel {
  const parameters = ditParameters(tensors, options)
  const { graph } = parameters
  const inputs = stepInputs(parameters, shape)

  const modulation = modulationOf(parameters, inputs.features, inputs.globalRow) //                      [1, 6D]
  const x = graph.transpose(inputs.latents, [1, 0]) //                                                   [T, C]
  const mixed = graph.add(x, linear(parameters, x, 'preprocess_conv', { exact: true })) //               [T, C]
  const frames = linear(parameters, mixed, 'transformer.project_in', { exact: true }) //                 [T, D]
  let h = graph.concat([parameters.value('transformer.memory_tokens'), frames], 0) //                    [S, D]
  for (let index = 0; index < shape.depth; index += 1) {
    const layer = parameters.within(`transformer.layers.${index}.`)
    h = transformerLayer(layer, h, { ...inputs, ...layerInputs(layer, index, shape), modulation }, shape)
  }
  const audio = graph.slice(h, 0, shape.memoryTokens, END) //                                            [T, D]
  const projected = linear(parameters, audio, 'transformer.project_out', { exact: true }) //             [T, C]
  const v = graph.add(projected, linear(parameters, projected, 'postprocess_conv', { exact: true })) //  [T, C]
  graph.output(graph.transpose(v, [1, 0]), 'velocity', [shape.latentChannels, 'T'])
  return graph.build()
}

/** @param layer  the layer's parameters @param tokens [S, D] @returns [S, D] */
function transformerLayer(layer: Parameters, tokens: Value, inputs: LayerInputs, shape: DitShape): Value {
  const { graph } = layer
  const { attention, feedForward } = layerModulation(layer, inputs.modulation, shape)
  let h = tokens

  let y = modulatedNorm(layer, h, 'pre_norm', attention)
  y = selfAttention(layer, y, shape, inputs)
  h = graph.add(h, gated(layer, y, attention))

  y = plainNorm(layer, h, 'cross_attend_norm')
  h = graph.add(h, crossAttention(layer, y, shape, inputs))

  h = graph.add(h, graph.mul(inputs.audioRows, inputs.local))

  y = modulatedNorm(layer, h, 'ff_norm', feedForward)
  y = gatedLinearUnit(layer, y)
  return graph.add(h, gated(layer, y, feedForward))
}

/** `(value · SiLU(gate)) W₂ᵀ + b₂`, inner width 4D. @param x [S, D] @returns [S, D] */
function gatedLinearUnit(layer: Parameters, x: Value): Value {
  const { value, gate } = projections(layer, x, 'ff.ff.0.proj', ['value', 'gate'], { bias: true })
  return linear(layer, layer.graph.mul(value, silu(layer, gate)), 'ff.ff.2', { bias: true })
}

interface StepInputs extends TokenInputs, ContextWeights {
  /** [C, T] */
  readonly latents: Value
  /** [1, 256] */
  readonly features: Value
  /** [1, D] */
  readonly globalRow: Value
  /** [S, 1]: 0 for memory tokens, which are told nothing of the clip, 1 for frames. */
  readonly audioRows: Value
}

function stepInputs(parameters: Parameters, { latentChannels, width }: DitShape): StepInputs {
  const { graph } = parameters
  const [half] = parameters.shape(ROTARY_FREQUENCIES) as [number]
  return {
    latents: graph.input('latents', 'f32', [latentChannels, 'T']),
    features: graph.input('features', 'f32', [1, FEATURE_COUNT]),
    globalRow: graph.input('global', 'f32', [1, width]),
    logCounts: graph.input('context.logCounts', 'f32', ['N']),
    audioRows: graph.input('rows.audio', 'f32', ['S', 1]),
    validRows: graph.input('rows.valid', 'f32', ['S', 1]),
    rotary: {
      cosines: graph.input('rotary.cosines', 'f32', ['S', half]),
      sines: graph.input('rotary.sines', 'f32', ['S', half]),
      rotatingChannels: 2 * half,
    },
  }
}

interface LayerInputs extends StepInputs, ContextView {
  /** [1, 6D] */
  readonly modulation: Value
  /** [1, D], the same for every frame, or [S, D]. */
  readonly local: Value
}

function layerInputs(
  { graph }: Parameters,
  index: number,
  { heads, width, differential }: DitShape,
): ContextView & Pick<LayerInputs, 'local'> {
  const keys = (name: string) => graph.input(`${name}.${index}`, 'f32', [heads, HEAD_CHANNELS, 'N'])
  return {
    keys: differential ? [keys('keys'), keys('keys2')] : [keys('keys')],
    values: graph.input(`values.${index}`, 'f32', [heads, 'N', HEAD_CHANNELS]),
    local: graph.input(`local.${index}`, 'f32', ['L', width]),
  }
}

/** The DiT's corner of a checkpoint, with a graph of its own. */
export function ditParameters(tensors: TensorSource, options: DitOptions): Parameters {
  const prefix = ditPrefix(options)
  const { root } = parse(tensors.get(prefix + ROTARY_FREQUENCIES).path)
  return new Parameters(new Graph(root), tensors, prefix, options)
}

export const ditPrefix = ({ prefix = 'model.model.' }: DitOptions): string => prefix
