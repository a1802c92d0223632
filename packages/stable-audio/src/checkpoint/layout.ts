/**
 * Every tensor that a model is made of: its key and its shape, in the order in which the modules are defined.
 *
 * Source: specification 5.3. Parity: equal, in order too, to `shapes` and `text_encoder_shapes` of the reference.
 * Letters: D width of the transformer, E of the codec, F inner width of a feed-forward.
 */

import type { CodecStack } from '../codec/shape.ts'
import type { TextEncoderShape } from '../text/shape.ts'
import { HEAD_CHANNELS } from './attention-heads.ts'
import type { CodecConfig, DitConfig, ModelConfig } from './model-config.ts'
import { TEXT_ENCODER_PREFIX } from './text-encoder-config.ts'

export type Layout = ReadonlyMap<string, readonly number[]>

/** Fourier features of the timestep and of the duration. */
const FEATURES = 256
/** Half of the half of a head's channels that positions rotate. */
const ROTARY_FREQUENCIES = HEAD_CHANNELS / 4

type Add = (key: string, ...shape: number[]) => void

export function checkpointLayout({ dit, codec, audioChannels }: ModelConfig): Layout {
  const layout = new Map<string, readonly number[]>()
  addDit(adderTo(layout, 'model.model.'), dit)
  addConditioner(adderTo(layout, 'conditioner.conditioners.'), dit)
  addCodec(adderTo(layout, 'pretransform.model.'), codec, audioChannels * codec.patchSize)
  return layout
}

export function textEncoderLayout({ layers, heads, headChannels, ...shape }: TextEncoderShape): Layout {
  const layout = new Map<string, readonly number[]>()
  const add = adderTo(layout, TEXT_ENCODER_PREFIX)
  const { width, feedForward, vocabulary } = shape
  const attentionWidth = heads * headChannels
  add('embed_tokens.weight', vocabulary, width)
  add('norm.weight', width)
  for (let layer = 0; layer < layers; layer += 1) {
    const addIn = within(add, `layers.${layer}.`)
    for (const name of ['q_proj', 'k_proj', 'v_proj']) addIn(`self_attn.${name}.weight`, attentionWidth, width)
    addIn('self_attn.o_proj.weight', width, attentionWidth)
    for (const name of ['pre', 'post']) addIn(`${name}_self_attn_layernorm.weight`, width)
    for (const name of ['gate_proj', 'up_proj']) addIn(`mlp.${name}.weight`, feedForward, width)
    addIn('mlp.down_proj.weight', width, feedForward)
    for (const name of ['pre', 'post']) addIn(`${name}_feedforward_layernorm.weight`, width)
  }
  return layout
}

function addDit(add: Add, dit: DitConfig): void {
  const { width, latentChannels } = dit
  addLinear(add, 'to_timestep_embed.0', width, FEATURES)
  addLinear(add, 'to_timestep_embed.2', width, width)
  add('to_cond_embed.0.weight', width, dit.contextChannels)
  add('to_cond_embed.2.weight', width, width)
  add('to_global_embed.0.weight', width, dit.globalChannels)
  add('to_global_embed.2.weight', width, width)
  add('transformer.memory_tokens', dit.memoryTokens, width)
  for (let layer = 0; layer < dit.depth; layer += 1) addDitLayer(within(add, `transformer.layers.${layer}.`), dit)
  add('transformer.project_in.weight', width, latentChannels)
  add('transformer.project_out.weight', latentChannels, width)
  add('transformer.rotary_pos_emb.inv_freq', ROTARY_FREQUENCIES)
  addLinear(add, 'transformer.global_cond_embedder.0', width, width)
  addLinear(add, 'transformer.global_cond_embedder.2', 6 * width, width)
  add('preprocess_conv.weight', latentChannels, latentChannels, 1)
  add('postprocess_conv.weight', latentChannels, latentChannels, 1)
}

function addDitLayer(add: Add, { width, differential, localChannels, feedForward }: DitConfig): void {
  add('to_scale_shift_gate', 6 * width)
  add('pre_norm.gamma', width)
  add('self_attn.to_qkv.weight', (differential ? 5 : 3) * width, width)
  add('self_attn.to_out.weight', width, width)
  for (const name of ['q_norm', 'k_norm']) add(`self_attn.${name}.gamma`, HEAD_CHANNELS)
  add('cross_attend_norm.gamma', width)
  add('cross_attn.to_q.weight', (differential ? 2 : 1) * width, width)
  add('cross_attn.to_kv.weight', (differential ? 3 : 2) * width, width)
  add('cross_attn.to_out.weight', width, width)
  for (const name of ['q_norm', 'k_norm']) add(`cross_attn.${name}.gamma`, HEAD_CHANNELS)
  add('ff_norm.gamma', width)
  addFeedForward(add, width, feedForward)
  addLinear(add, 'to_local_embed.0', width, localChannels)
  addLinear(add, 'to_local_embed.2', width, width)
}

function addConditioner(add: Add, { contextChannels }: DitConfig): void {
  add('prompt.padding_embedding', contextChannels)
  addLinear(add, 'seconds_total.embedder.embedding.1', contextChannels, FEATURES)
}

/** @param patchChannels  samples of all channels in a patch */
function addCodec(add: Add, { encoder, decoder, latentChannels }: CodecConfig, patchChannels: number): void {
  add('bottleneck.scaling_factor', 1, latentChannels, 1)
  add('bottleneck.bias', 1, latentChannels, 1)
  add(`bottleneck.${UNUSED_LEAF}`, 1, 0, 1)
  add('bottleneck.running_std', 1)
  addStack(within(add, 'encoder.layers.0.'), encoder, [encoder.width, patchChannels, 1])
  addLinear(add, 'encoder.layers.2', latentChannels, encoder.width)
  addLinear(add, 'decoder.layers.1', decoder.width, latentChannels)
  addStack(within(add, 'decoder.layers.3.'), decoder, [patchChannels, decoder.width, decoder.mappingKernel])
}

function addStack(add: Add, stack: CodecStack, mapping: readonly [out: number, into: number, kernel: number]): void {
  add('new_tokens', 1, 1, stack.width)
  add('mapping.bias', mapping[0])
  add('mapping.weight_g', mapping[0], 1, 1)
  add('mapping.weight_v', ...mapping)
  for (let block = 0; block < stack.depth; block += 1) addBlock(within(add, `transformers.${block}.`), stack)
}

function addBlock(add: Add, { width, feedForward }: CodecStack): void {
  addDynamicTanh(add, 'pre_norm', width)
  add('self_attn.to_qkv.weight', 5 * width, width)
  add('self_attn.to_out.weight', width, width)
  for (const name of ['q_norm', 'k_norm']) addDynamicTanh(add, `self_attn.${name}`, HEAD_CHANNELS)
  addDynamicTanh(add, 'ff_norm', width)
  addFeedForward(add, width, feedForward)
  add('rope.inv_freq', ROTARY_FREQUENCIES)
}

function addDynamicTanh(add: Add, name: string, channels: number): void {
  add(`${name}.alpha`, 1)
  add(`${name}.gamma`, channels)
  add(`${name}.beta`, channels)
}

/** A gated one: the first matrix makes values and gates. */
function addFeedForward(add: Add, width: number, inner: number): void {
  addLinear(add, 'ff.ff.0.proj', 2 * inner, width)
  addLinear(add, 'ff.ff.2', width, inner)
}

function addLinear(add: Add, name: string, out: number, into: number): void {
  add(`${name}.weight`, out, into)
  add(`${name}.bias`, out)
}

const adderTo =
  (layout: Map<string, readonly number[]>, prefix: string): Add =>
  (key, ...shape) =>
    layout.set(prefix + key, shape)

const within =
  (add: Add, prefix: string): Add =>
  (key, ...shape) =>
    add(prefix + key, ...shape)

/** Has no values in any published file, and some writers leave out what is empty. */
export const UNUSED_LEAF = 'noise_scaling_factor'
