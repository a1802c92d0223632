/**
 * What the shapes of a checkpoint's tensors say about the model, where its configuration is silent or wrong.
 *
 * Each fact is asked of many tensors and the most common answer taken, so that one tensor with a wrong shape is found
 * out by the others rather than believed. Source of the keys: specification 5.3.
 */

import { MOST_LAYERS } from './size-limits.ts'
import type { TensorSource } from './tensor-source.ts'

export interface DitFacts {
  readonly width?: number | undefined
  readonly depth?: number | undefined
  readonly memoryTokens?: number | undefined
  readonly differential?: boolean | undefined
  readonly latentChannels?: number | undefined
  readonly contextChannels?: number | undefined
  readonly globalChannels?: number | undefined
  readonly localChannels?: number | undefined
  readonly feedForward?: number | undefined
}

export interface StackFacts {
  readonly width?: number | undefined
  readonly depth?: number | undefined
  readonly feedForward?: number | undefined
  readonly mappingKernel?: number | undefined
}

export interface TensorFacts {
  /** Samples of all channels in a patch. */
  readonly patchChannels?: number | undefined
  readonly dit?: DitFacts
  readonly encoder?: StackFacts
  readonly decoder?: StackFacts
}

/** q, k, v, and a second q and k. */
const DIFFERENTIAL_PARTS = 5

export function tensorFacts(tensors: TensorSource): TensorFacts {
  const encoder = sizesIn(tensors, 'pretransform.model.encoder.layers.0.')
  const decoder = sizesIn(tensors, 'pretransform.model.decoder.layers.3.')
  return {
    patchChannels: mostCommon([
      encoder('mapping.weight_v', 1),
      decoder('mapping.weight_v', 0),
      decoder('mapping.bias', 0),
    ]),
    dit: ditFacts(tensors),
    encoder: stackFacts(
      tensors,
      'pretransform.model.encoder.layers.0.',
      'pretransform.model.encoder.layers.2.weight',
      1,
    ),
    decoder: stackFacts(
      tensors,
      'pretransform.model.decoder.layers.3.',
      'pretransform.model.decoder.layers.1.weight',
      0,
    ),
  }
}

function ditFacts(tensors: TensorSource): DitFacts {
  const size = sizesIn(tensors, 'model.model.')
  const layers = layersOf(tensors, 'model.model.transformer.layers.', DIT_LAYER_LEAVES)
  const inLayers = (leaf: string, axis: number) =>
    layers.map((layer) => size(`transformer.layers.${layer}.${leaf}`, axis))
  const width = mostCommon([
    size('transformer.project_in.weight', 0),
    size('transformer.project_out.weight', 1),
    size('transformer.memory_tokens', 1),
    size('to_timestep_embed.0.weight', 0),
    ...inLayers('pre_norm.gamma', 0),
    ...inLayers('ff_norm.gamma', 0),
  ])
  const attentionRows = mostCommon(inLayers('self_attn.to_qkv.weight', 0))
  return {
    width,
    depth: depthOf(layers),
    memoryTokens: size('transformer.memory_tokens', 0),
    differential:
      attentionRows === undefined || width === undefined ? undefined : attentionRows === DIFFERENTIAL_PARTS * width,
    latentChannels: mostCommon([
      size('preprocess_conv.weight', 0),
      size('transformer.project_in.weight', 1),
      size('transformer.project_out.weight', 0),
    ]),
    contextChannels: size('to_cond_embed.0.weight', 1),
    globalChannels: size('to_global_embed.0.weight', 1),
    localChannels: mostCommon(inLayers('to_local_embed.0.weight', 1)),
    feedForward: mostCommon(inLayers('ff.ff.2.weight', 1)),
  }
}

/**
 * @param linear     the key of the matrix between the latents and the stack
 * @param widthAxis  the axis of it that has the stack's width
 */
function stackFacts(tensors: TensorSource, prefix: string, linear: string, widthAxis: number): StackFacts {
  const size = sizesIn(tensors, prefix)
  const layers = layersOf(tensors, `${prefix}transformers.`, STACK_LAYER_LEAVES)
  const inLayers = (leaf: string, axis: number) => layers.map((layer) => size(`transformers.${layer}.${leaf}`, axis))
  return {
    width: mostCommon([
      sizesIn(tensors, '')(linear, widthAxis),
      size('new_tokens', 2),
      ...inLayers('pre_norm.gamma', 0),
      ...inLayers('ff_norm.gamma', 0),
    ]),
    depth: depthOf(layers),
    feedForward: mostCommon(inLayers('ff.ff.2.weight', 1)),
    mappingKernel: size('mapping.weight_v', 2),
  }
}

// Any of them proves a layer: one that lacks a tensor is then reported as lacking it, not taken for the end.
const STACK_LAYER_LEAVES = ['pre_norm.gamma', 'ff_norm.gamma', 'self_attn.to_qkv.weight', 'ff.ff.2.weight']
const DIT_LAYER_LEAVES = [...STACK_LAYER_LEAVES, 'to_scale_shift_gate']

export function layersOf(tensors: TensorSource, prefix: string, leaves: readonly string[]): number[] {
  return Array.from({ length: MOST_LAYERS }, (_, layer) => layer).filter((layer) =>
    leaves.some((leaf) => tensors.has(`${prefix}${layer}.${leaf}`)),
  )
}

export const depthOf = (layers: readonly number[]): number | undefined => {
  const last = layers.at(-1)
  return last === undefined ? undefined : last + 1
}

/** The size of one axis of a tensor, when the tensor is there and has that axis. */
export function sizesIn(tensors: TensorSource, prefix: string): (name: string, axis: number) => number | undefined {
  return (name, axis) => (tensors.has(prefix + name) ? tensors.get(prefix + name).shape[axis] : undefined)
}

/** The value that is there most often; of several, the one that came first. Absent ones do not count. */
export function mostCommon(values: readonly (number | undefined)[]): number | undefined {
  const counts = new Map<number, number>()
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1)
  let best: number | undefined
  for (const [value, count] of counts) if (best === undefined || count > (counts.get(best) ?? 0)) best = value
  return best
}
