/**
 * The reference's tiny transformers (width 128, 2 layers, 4 memory tokens), with their inputs, run item by item.
 * Source: specification 5.3 (tensor names), 8 (cases and fill rule).
 */

import type { PromptContext } from '../diffusion/context.ts'
import {
  createDenoiser,
  type Denoiser,
  type DenoiserConditioning,
  type DenoiserOptions,
} from '../diffusion/denoiser.ts'
import type { DitShape } from '../diffusion/shape.ts'
import { createSessionPool } from '../runtime/session-pool.ts'
import { type FilledSource, filledSource, filledTensor } from './golden.test.fixture.ts'

const BATCH = 2
export const CHANNELS = 256
export const FRAMES = 6
const CONTEXT_ROWS = 257
export const CONTEXT_CHANNELS = 768
/** The noise levels of the two items. */
export const LEVELS = [0.9943755865097046, 0.27388501167297363] as const

export const tinyShape = (differential: boolean): DitShape => ({
  width: 128,
  depth: 2,
  heads: 2,
  memoryTokens: 4,
  differential,
  latentChannels: CHANNELS,
  contextChannels: CONTEXT_CHANNELS,
  globalChannels: CONTEXT_CHANNELS,
  localChannels: CHANNELS + 1,
})

export interface TinyDenoiser extends Denoiser {
  readonly source: FilledSource
  dispose(): Promise<void>
}

/** A denoiser on the weights of the reference's case, or on those that `change` makes of them. */
export function tinyDenoiser(
  differential: boolean,
  { change, ...options }: Partial<DenoiserOptions> & { readonly change?: Parameters<typeof filledSource>[1] } = {},
): TinyDenoiser {
  const shape = tinyShape(differential)
  const source = filledSource(ditTensorShapes(shape, 'model.'), change)
  const sessions = createSessionPool({ threads: 1, prepack: false })
  const denoiser = createDenoiser({ sessions, tensors: source, shape, prefix: 'model.', ...options })
  return {
    ...denoiser,
    source,
    async dispose() {
      await denoiser.release()
      source.dispose()
    },
  }
}

const itemOf = (name: string, item: number, shape: readonly number[]): Float32Array => {
  const length = shape.reduce((product, size) => product * size, 1)
  return filledTensor(`input:${name}`, [BATCH, ...shape]).slice(item * length, (item + 1) * length)
}

/** [C, T] */
export const noisyLatents = (item: number): Float32Array => itemOf('x', item, [CHANNELS, FRAMES])

/** A filled context of 257 rows: the 256 of a prompt, and the duration's. */
function contextOf(name: 'ctx' | 'neg', item: number): { context: PromptContext; seconds: Float32Array } {
  const rows = itemOf(name, item, [CONTEXT_ROWS, CONTEXT_CHANNELS])
  const seconds = rows.slice(-CONTEXT_CHANNELS)
  const prompt = rows.slice(0, -CONTEXT_CHANNELS)
  return { context: { rows: prompt, counts: Array.from({ length: CONTEXT_ROWS - 1 }, () => 1) }, seconds }
}

export function conditioningOf(item: number, validFrames = FRAMES): DenoiserConditioning {
  const local = itemOf('local', item, [CHANNELS + 1, FRAMES])
  return {
    ...contextOf('ctx', item),
    global: itemOf('glob', item, [CONTEXT_CHANNELS]),
    local: { mask: local.slice(0, FRAMES), maskedLatents: local.slice(FRAMES) },
    frames: FRAMES,
    validFrames,
  }
}

/** The negative prompt of the guidance cases: ten rows of tokens, 246 of zeros, and its own duration row. */
export function negativeConditioningOf(item: number, validFrames = FRAMES): DenoiserConditioning {
  const { context, seconds } = contextOf('neg', item)
  const rows = new Float32Array(11 * CONTEXT_CHANNELS)
  rows.set(context.rows.subarray(0, 10 * CONTEXT_CHANNELS))
  const counts = [...Array.from({ length: 10 }, () => 1), CONTEXT_ROWS - 1 - 10]
  return { ...conditioningOf(item, validFrames), context: { rows, counts }, seconds }
}

/** The batch's result from those of its items. */
export function joined(items: readonly Float32Array[]): Float32Array {
  const result = new Float32Array(items.reduce((sum, item) => sum + item.length, 0))
  let offset = 0
  for (const item of items) {
    result.set(item, offset)
    offset += item.length
  }
  return result
}

/** Names and shapes of a transformer's tensors. */
export function ditTensorShapes(
  {
    width: D,
    depth,
    memoryTokens,
    differential,
    latentChannels: C,
    contextChannels,
    globalChannels,
    localChannels,
  }: DitShape,
  prefix: string,
): Record<string, readonly number[]> {
  const layers = Array.from({ length: depth }, (_, index) => layerTensorShapes(D, localChannels, differential, index))
  const shapes: Record<string, readonly number[]> = {
    'to_timestep_embed.0.weight': [D, 256],
    'to_timestep_embed.0.bias': [D],
    'to_timestep_embed.2.weight': [D, D],
    'to_timestep_embed.2.bias': [D],
    'to_cond_embed.0.weight': [D, contextChannels],
    'to_cond_embed.2.weight': [D, D],
    'to_global_embed.0.weight': [D, globalChannels],
    'to_global_embed.2.weight': [D, D],
    'preprocess_conv.weight': [C, C, 1],
    'postprocess_conv.weight': [C, C, 1],
    'transformer.memory_tokens': [memoryTokens, D],
    'transformer.project_in.weight': [D, C],
    'transformer.project_out.weight': [C, D],
    'transformer.rotary_pos_emb.inv_freq': [16],
    'transformer.global_cond_embedder.0.weight': [D, D],
    'transformer.global_cond_embedder.0.bias': [D],
    'transformer.global_cond_embedder.2.weight': [6 * D, D],
    'transformer.global_cond_embedder.2.bias': [6 * D],
    ...Object.assign({}, ...layers),
  }
  return Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [prefix + name, shape]))
}

function layerTensorShapes(
  D: number,
  localChannels: number,
  differential: boolean,
  index: number,
): Record<string, readonly number[]> {
  const [qkv, q, kv] = differential ? [5, 2, 3] : [3, 1, 2]
  const shapes: Record<string, readonly number[]> = {
    to_scale_shift_gate: [6 * D],
    'pre_norm.gamma': [D],
    'cross_attend_norm.gamma': [D],
    'ff_norm.gamma': [D],
    'self_attn.to_qkv.weight': [qkv * D, D],
    'self_attn.to_out.weight': [D, D],
    'self_attn.q_norm.gamma': [64],
    'self_attn.k_norm.gamma': [64],
    'cross_attn.to_q.weight': [q * D, D],
    'cross_attn.to_kv.weight': [kv * D, D],
    'cross_attn.to_out.weight': [D, D],
    'cross_attn.q_norm.gamma': [64],
    'cross_attn.k_norm.gamma': [64],
    'ff.ff.0.proj.weight': [8 * D, D],
    'ff.ff.0.proj.bias': [8 * D],
    'ff.ff.2.weight': [D, 4 * D],
    'ff.ff.2.bias': [D],
    'to_local_embed.0.weight': [D, localChannels],
    'to_local_embed.0.bias': [D],
    'to_local_embed.2.weight': [D, D],
    'to_local_embed.2.bias': [D],
  }
  return Object.fromEntries(
    Object.entries(shapes).map(([name, shape]) => [`transformer.layers.${index}.${name}`, shape]),
  )
}
