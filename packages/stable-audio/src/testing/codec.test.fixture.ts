/** The tiny codecs of the reference's numbers (specification 8), and a way to run a generator to its end. */

import { type Codec, type CodecOptions, type CodecProgress, createCodec } from '../codec/codec.ts'
import type { CodecShape } from '../codec/shape.ts'
import { createSessionPool, type SessionPool } from '../runtime/session-pool.ts'
import { type FilledSource, filledSource } from './golden.test.fixture.ts'

const WIDTH = 128
const FEED_FORWARD = 384
const PATCH = 512

export const SAME_S_TINY: CodecShape = tinyShape({
  attention: 'chunked-midpoint',
  depth: 6,
  encoderNoise: 0,
  decoderNoise: 0.01,
})

export const SAME_L_TINY: CodecShape = tinyShape({
  attention: 'sliding-window',
  depth: 12,
  encoderNoise: 0.001,
  decoderNoise: 0.1,
  firstSinusoidalBlock: 5,
})

function tinyShape(tiny: {
  attention: CodecShape['attention']
  depth: number
  encoderNoise: number
  decoderNoise: number
  firstSinusoidalBlock?: number
}): CodecShape {
  const { attention, depth, encoderNoise, decoderNoise, firstSinusoidalBlock } = tiny
  const stack = { width: WIDTH, depth, heads: 2, feedForward: FEED_FORWARD }
  return {
    attention,
    encoder: { ...stack, maskNoise: encoderNoise },
    decoder: { ...stack, maskNoise: decoderNoise, firstSinusoidalBlock },
    latentChannels: 256,
    patchSize: 256,
    stride: 16,
    chunkLatents: 2,
  }
}

/** Every tensor of a codec, by the table of specification 5.3. */
function codecShapes(shape: CodecShape): Record<string, readonly number[]> {
  const channels = shape.latentChannels
  const taps = shape.attention === 'chunked-midpoint' ? 3 : 1
  const { width } = shape.encoder
  return {
    'bottleneck.scaling_factor': [1, channels, 1],
    'bottleneck.bias': [1, channels, 1],
    'bottleneck.running_std': [1],
    ...stackShapes('encoder.layers.0.', shape.encoder, [width, PATCH, 1]),
    'encoder.layers.2.weight': [channels, width],
    'encoder.layers.2.bias': [channels],
    'decoder.layers.1.weight': [width, channels],
    'decoder.layers.1.bias': [width],
    ...stackShapes('decoder.layers.3.', shape.decoder, [PATCH, width, taps]),
  }
}

function stackShapes(
  prefix: string,
  { width, depth, feedForward }: CodecShape['encoder'],
  mapping: readonly [number, number, number],
): Record<string, readonly number[]> {
  const blocks = Array.from({ length: depth }, (_, index) =>
    blockShapes(`${prefix}transformers.${index}.`, width, feedForward),
  )
  return {
    [`${prefix}new_tokens`]: [1, 1, width],
    [`${prefix}mapping.bias`]: [mapping[0]],
    [`${prefix}mapping.weight_g`]: [mapping[0], 1, 1],
    [`${prefix}mapping.weight_v`]: mapping,
    ...Object.assign({}, ...blocks),
  }
}

function blockShapes(prefix: string, width: number, feedForward: number): Record<string, readonly number[]> {
  const shapes: Record<string, readonly number[]> = {
    'self_attn.to_qkv.weight': [5 * width, width],
    'self_attn.to_out.weight': [width, width],
    'ff.ff.0.proj.weight': [2 * feedForward, width],
    'ff.ff.0.proj.bias': [2 * feedForward],
    'ff.ff.2.weight': [width, feedForward],
    'ff.ff.2.bias': [width],
    'rope.inv_freq': [16],
    ...normShapes('pre_norm', width),
    ...normShapes('ff_norm', width),
    ...normShapes('self_attn.q_norm', 64),
    ...normShapes('self_attn.k_norm', 64),
  }
  return Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [prefix + name, shape]))
}

const normShapes = (name: string, channels: number): Record<string, readonly number[]> => ({
  [`${name}.alpha`]: [1],
  [`${name}.gamma`]: [channels],
  [`${name}.beta`]: [channels],
})

export interface TinyCodec {
  readonly codec: Codec
  readonly shape: CodecShape
  readonly source: FilledSource
  readonly sessions: SessionPool
  /** Another codec on the same weights and sessions, that knows of no silence yet. */
  fresh(): Codec
  dispose(): Promise<void>
}

interface TinyCodecOptions extends Partial<CodecOptions> {
  /** A tensor other than the reference fills it. */
  readonly change?: (key: string, values: Float32Array) => Float32Array
}

/** A codec with the reference's weights, in a file of its own. */
export function tinyCodec(shape: CodecShape, { change, ...options }: TinyCodecOptions = {}): TinyCodec {
  const source = filledSource(codecShapes(shape), change)
  const sessions = createSessionPool({ threads: 1, freeBetweenStages: false })
  const fresh = (): Codec => createCodec({ sessions, tensors: source, shape, prefix: '', ...options })
  return {
    codec: fresh(),
    fresh,
    shape,
    source,
    sessions,
    async dispose() {
      await sessions.release()
      source.dispose()
    },
  }
}

/** What a generator returns, and what it yielded on the way. */
export async function finished<T>(
  generator: AsyncGenerator<CodecProgress, T>,
): Promise<{ readonly result: T; readonly progress: readonly CodecProgress[] }> {
  const progress: CodecProgress[] = []
  for (;;) {
    const next = await generator.next()
    if (next.done === true) return { result: next.value, progress }
    progress.push(next.value)
  }
}
