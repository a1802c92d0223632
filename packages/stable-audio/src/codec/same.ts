/**
 * SAME, the autoencoder, as two graphs for any number of latents.
 *
 * T latents, C = 256 channels of a latent, P = 16·T patches of 256 samples and 2 channels, E width.
 * Source: specification 2.6. Parity: 1e-5 relative to the reference, fp32.
 */

import { parse } from 'node:path'
import type { TensorSource } from '../checkpoint/tensor-source.ts'
import { Graph, type GraphModel, type Value } from '../graph/builder.ts'
import { linear } from '../graph/layers.ts'
import { type ParameterOptions, Parameters } from '../graph/parameters.ts'
import { chunkedCore } from './chunked-core.ts'
import { mapping } from './mapping.ts'
import { AUDIO_CHANNELS, type CodecDecoderStack, type CodecShape, type CodecStack, tokensPerLatent } from './shape.ts'
import { slidingCore } from './sliding-core.ts'

export interface CodecGraphOptions extends ParameterOptions {
  readonly tensors: TensorSource
  readonly shape: CodecShape
  /** Put before every key, e.g. `pretransform.model.`. */
  readonly prefix: string
  /** An input `tokenNoise`, the reference's noise on new tokens, [T, 1, E] in the encoder and [T, 16, E] in the decoder. */
  readonly noise: boolean
}

/** Inputs: `audio` [2, P, 256]. Outputs: `latents` [C, T], which lie `depth` latents behind where attention slides. */
export function encoderGraph(options: CodecGraphOptions): GraphModel {
  const { shape } = options
  const { patchSize, stride, latentChannels } = shape
  const { graph, parameters } = opened(options)
  const stack = parameters.within('encoder.layers.0.')
  const audio = graph.input('audio', 'f32', [AUDIO_CHANNELS, 'P', patchSize])
  const patches = graph.reshape(graph.transpose(audio, [1, 0, 2]), [-1, AUDIO_CHANNELS * patchSize])
  const groups = graph.reshape(mapping(stack, patches), [-1, stride, shape.encoder.width])
  const added = newTokens(stack, groups, shape.encoder, 1, options.noise)
  const tokens = graph.reshape(graph.concat([groups, added], 1), [-1, shape.encoder.width])
  const seen = core(stack, tokens, shape, shape.encoder)
  const kept = ofEachLatent(stack, seen, shape, shape.encoder, [stride, stride + 1])
  const y = linear(parameters, kept, 'encoder.layers.2', { bias: true, exact: true })
  graph.output(graph.transpose(encodedLatents(parameters, y), [1, 0]), 'latents', [latentChannels, 'T'])
  return graph.build()
}

/**
 * Inputs: `latents` [C, T], and `present` [T, 1] where attention is chunked: 0 for a latent that only fills a chunk.
 * Outputs: `audio` [2, P, 256], of latents which lie `depth` latents behind where attention slides.
 */
export function decoderGraph(options: CodecGraphOptions): GraphModel {
  const { shape } = options
  const { patchSize, stride, latentChannels } = shape
  const { width } = shape.decoder
  const { graph, parameters } = opened(options)
  const stack = parameters.within('decoder.layers.3.')
  const latents = graph.transpose(graph.input('latents', 'f32', [latentChannels, 'T']), [1, 0])
  const scaled = graph.mul(latents, parameters.value('bottleneck.running_std'))
  const projected = linear(parameters, scaled, 'decoder.layers.1', { bias: true, exact: true })
  const first =
    shape.attention === 'chunked-midpoint' ? graph.mul(projected, graph.input('present', 'f32', ['T', 1])) : projected
  const starts = graph.reshape(first, [-1, 1, width])
  const added = newTokens(stack, starts, shape.decoder, stride, options.noise)
  const tokens = graph.reshape(graph.concat([starts, added], 1), [-1, width])
  const seen = core(stack, tokens, shape, shape.decoder)
  const patches = mapping(stack, ofEachLatent(stack, seen, shape, shape.decoder, [1, stride + 1]))
  const planar = graph.transpose(graph.reshape(patches, [-1, AUDIO_CHANNELS, patchSize]), [1, 0, 2])
  graph.output(planar, 'audio', [AUDIO_CHANNELS, 'P', patchSize])
  return graph.build()
}

function opened({ tensors, prefix, ...options }: CodecGraphOptions): { graph: Graph; parameters: Parameters } {
  const graph = new Graph(parse(tensors.get(`${prefix}bottleneck.running_std`).path).root)
  return { graph, parameters: new Parameters(graph, tensors, prefix, options) }
}

function core(parameters: Parameters, tokens: Value, shape: CodecShape, stack: CodecDecoderStack): Value {
  return shape.attention === 'chunked-midpoint'
    ? chunkedCore(parameters, tokens, shape, stack)
    : slidingCore(parameters, tokens, shape, stack)
}

/** The learned token, `count` times for each of the groups. @param groups [T, …] @returns [T, count, E] */
function newTokens(parameters: Parameters, groups: Value, stack: CodecStack, count: number, noise: boolean): Value {
  const { graph } = parameters
  const token = parameters.value('new_tokens')
  if (noise) {
    const drawn = graph.input('tokenNoise', 'f32', ['T', count, stack.width])
    return graph.add(token, graph.mul(drawn, graph.float(stack.maskNoise)))
  }
  // Not `Expand`: its shape would be worked out in integers, which WebGPU leaves to the CPU.
  const zeros = graph.mul(graph.slice(groups, 1, 0, 1), graph.float(0)) //                                [T, 1, E]
  const tokens = graph.concat(Array<Value>(count).fill(token), 1) //                                      [1, count, E]
  return graph.add(zeros, tokens)
}

/** Some tokens of each latent. @param tokens [17·T, E] @returns [(to − from)·T, E] */
function ofEachLatent(
  { graph }: Parameters,
  tokens: Value,
  shape: CodecShape,
  { width }: CodecStack,
  [from, to]: readonly [number, number],
): Value {
  const groups = graph.reshape(tokens, [-1, tokensPerLatent(shape), width])
  return graph.reshape(graph.slice(groups, 1, from, to), [-1, width])
}

/** The bottleneck: `(y · scaling_factor + bias) / running_std`. @param y [T, C] */
function encodedLatents(parameters: Parameters, y: Value): Value {
  const { graph } = parameters
  const deviation = parameters.read('bottleneck.running_std')[0] ?? 1
  const divided = (name: string): Value => {
    const values = parameters.read(name).map((value) => value / deviation)
    return graph.floats(values, [values.length], `${parameters.key(name)} / running_std`)
  }
  return graph.add(graph.mul(y, divided('bottleneck.scaling_factor')), divided('bottleneck.bias'))
}
