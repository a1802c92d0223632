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
import { type ContextView, crossAttention } from './cross-attention.ts'
import { FEATURE_COUNT } from './features.ts'
import { gated, layerModulation, modulatedNorm, modulationOf, plainNorm } from './modulation.ts'
import { projections } from './projections.ts'
import { selfAttention, type TokenInputs } from './self-attention.ts'
import type { DitShape } from './shape.ts'

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
    h = transformerLayer(parameters.within(`transformer.layers.${index}.`), h, index, modulation, shape, inputs)
  }
  const audio = graph.slice(h, 0, shape.memoryTokens, Number.MAX_SAFE_INTEGER) //                        [T, D]
  const projected = linear(parameters, audio, 'transformer.project_out', { exact: true }) //             [T, C]
  const y = graph.add(projected, linear(parameters, projected, 'postprocess_conv', { exact: true })) //  [T, C]
  graph.output(graph.transpose(y, [1, 0]), 'velocity', [shape.latentChannels, 'T'])
  return graph.build()
}

/** @param h [S, D] @returns [S, D] */
function transformerLayer(
  layer: Parameters,
  h: Value,
  index: number,
  modulation: Value,
  shape: DitShape,
  inputs: StepInputs,
): Value {
  const { graph } = layer
  const { attention, feedForward } = layerModulation(layer, modulation, shape)

  const steered = modulatedNorm(layer, h, 'pre_norm', attention)
  const heard = linear(layer, selfAttention(layer, steered, shape, inputs), 'self_attn.to_out')
  const afterSelf = graph.add(h, gated(layer, heard, attention))

  const told = crossAttention(
    layer,
    plainNorm(layer, afterSelf, 'cross_attend_norm'),
    shape,
    contextView(layer, index, shape),
    inputs.logCounts,
  )
  const afterCross = graph.add(afterSelf, told)

  const local = graph.input(`local.${index}`, 'f32', ['L', shape.width]) // L = 1 or S
  const afterLocal = graph.add(afterCross, graph.mul(inputs.audioRows, local))

  const thought = gatedLinearUnit(layer, modulatedNorm(layer, afterLocal, 'ff_norm', feedForward))
  return graph.add(afterLocal, gated(layer, thought, feedForward))
}

/** `(value · SiLU(gate)) W₂ᵀ + b₂`, inner width 4D. @param x [S, D] @returns [S, D] */
function gatedLinearUnit(layer: Parameters, x: Value): Value {
  const { value, gate } = projections(layer, x, 'ff.ff.0.proj', ['value', 'gate'], { bias: true })
  return linear(layer, layer.graph.mul(value, silu(layer, gate)), 'ff.ff.2', { bias: true })
}

interface StepInputs extends TokenInputs {
  /** [C, T] */
  readonly latents: Value
  /** [1, 256] */
  readonly features: Value
  /** [1, D] */
  readonly globalRow: Value
  /** [N] */
  readonly logCounts: Value
  /** [S, 1]: 0 for memory tokens, 1 for frames. */
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

function contextView({ graph }: Parameters, index: number, { heads, differential }: DitShape): ContextView {
  const keys = (name: string) => graph.input(`${name}.${index}`, 'f32', [heads, HEAD_CHANNELS, 'N'])
  const values = graph.input(`values.${index}`, 'f32', [heads, 'N', HEAD_CHANNELS])
  return { keys: differential ? [keys('keys'), keys('keys2')] : [keys('keys')], values }
}

/** The DiT's corner of a checkpoint, with a graph of its own. */
export function ditParameters(tensors: TensorSource, options: DitOptions): Parameters {
  const prefix = ditPrefix(options)
  const { root } = parse(tensors.get(prefix + ROTARY_FREQUENCIES).path)
  return new Parameters(new Graph(root), tensors, prefix, options)
}

export const ditPrefix = ({ prefix = 'model.model.' }: DitOptions): string => prefix
