/**
 * What the text encoder looks like: the encoder's half of T5Gemma's `config.json`, which may lack any key, and its
 * tensors, which are right where the two disagree. Source: specification 2.3.
 */

import type { TextEncoderShape } from '../text/shape.ts'
import { lenientJson } from './lenient-json.ts'
import { checkSizes, MOST_LAYERS, MOST_WORDS, WIDEST } from './size-limits.ts'
import { depthOf, layersOf, mostCommon, sizesIn } from './tensor-facts.ts'
import type { TensorSource } from './tensor-source.ts'

export const TEXT_ENCODER_PREFIX = 'model.encoder.'

const PUBLISHED: TextEncoderShape = {
  layers: 12,
  heads: 12,
  headChannels: 64,
  width: 768,
  feedForward: 2048,
  epsilon: 1e-6,
  ropeTheta: 10_000,
  queryPreAttentionScalar: 64,
  softcap: 50,
  vocabulary: 256_000,
}

/** Any of them proves a layer. */
const LAYER_LEAVES = ['self_attn.q_proj.weight', 'pre_self_attn_layernorm.weight', 'mlp.down_proj.weight']

/**
 * @param json  the parsed `config.json` of the text encoder
 * @throws StableAudioError `checkpoint_unsupported` for sizes beyond all reason
 */
export function readTextEncoderConfig(json: unknown, tensors?: TensorSource): TextEncoderShape {
  const root = lenientJson(json)
  // A file of the encoder alone has its settings at the top.
  const config = root.value('encoder') === undefined ? root : root.at('encoder')
  const facts = tensors === undefined ? {} : factsOf(tensors)
  const headChannels = config.count('head_dim') ?? PUBLISHED.headChannels
  const heads = facts.attentionWidth === undefined ? undefined : Math.floor(facts.attentionWidth / headChannels)
  const shape: TextEncoderShape = {
    layers: facts.layers ?? config.count('num_hidden_layers') ?? PUBLISHED.layers,
    heads: heads ?? config.count('num_attention_heads') ?? PUBLISHED.heads,
    headChannels,
    width: facts.width ?? config.count('hidden_size') ?? PUBLISHED.width,
    feedForward: facts.feedForward ?? config.count('intermediate_size') ?? PUBLISHED.feedForward,
    epsilon: positive(config.number('rms_norm_eps')) ?? PUBLISHED.epsilon,
    ropeTheta:
      positive(config.number('rope_parameters.rope_theta')) ??
      positive(config.number('rope_theta')) ??
      PUBLISHED.ropeTheta,
    queryPreAttentionScalar: positive(config.number('query_pre_attn_scalar')) ?? PUBLISHED.queryPreAttentionScalar,
    softcap: positive(config.number('attn_logit_softcapping')) ?? PUBLISHED.softcap,
    vocabulary: facts.vocabulary ?? config.count('vocab_size') ?? PUBLISHED.vocabulary,
  }
  checkSizes([
    ['the depth of the text encoder', shape.layers, MOST_LAYERS],
    ['the width of the text encoder', shape.width, WIDEST],
    ['the inner width of the text encoder', shape.feedForward, WIDEST],
    ['the heads of the text encoder', shape.heads * shape.headChannels, WIDEST],
    ['the vocabulary of the text encoder', shape.vocabulary, MOST_WORDS],
  ])
  return shape
}

interface TextEncoderFacts {
  readonly layers?: number | undefined
  readonly width?: number | undefined
  /** Heads times their channels. */
  readonly attentionWidth?: number | undefined
  readonly feedForward?: number | undefined
  readonly vocabulary?: number | undefined
}

function factsOf(tensors: TensorSource): TextEncoderFacts {
  const size = sizesIn(tensors, TEXT_ENCODER_PREFIX)
  const layers = layersOf(tensors, `${TEXT_ENCODER_PREFIX}layers.`, LAYER_LEAVES)
  const inLayers = (leaf: string, axis: number) => layers.map((layer) => size(`layers.${layer}.${leaf}`, axis))
  return {
    layers: depthOf(layers),
    width: mostCommon([
      size('embed_tokens.weight', 1),
      size('norm.weight', 0),
      ...inLayers('pre_self_attn_layernorm.weight', 0),
    ]),
    attentionWidth: mostCommon(inLayers('self_attn.q_proj.weight', 0)),
    feedForward: mostCommon(inLayers('mlp.down_proj.weight', 1)),
    vocabulary: size('embed_tokens.weight', 0),
  }
}

const positive = (value: number | undefined): number | undefined =>
  value !== undefined && value > 0 ? value : undefined
