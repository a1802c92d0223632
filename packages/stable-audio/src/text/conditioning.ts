/**
 * What the diffusion transformer is told: the prompt's rows among learned padding, and the duration as one more row.
 *
 * n rows of text, W = 768 channels. Source: specification 2.4, 3.7.
 */

import type { TensorSource } from '../checkpoint/tensor-source.ts'
import type { PromptContext } from '../diffusion/context.ts'
import { expoFeatures, FEATURE_COUNT } from '../diffusion/features.ts'

/** Rows of a prompt, real and padding together. The attention reads all of them: padding takes part. */
const PROMPT_ROWS = 256

const PADDING_KEY = 'conditioner.conditioners.prompt.padding_embedding'
const SECONDS_LAYER = 'conditioner.conditioners.seconds_total.embedder.embedding.1'
/** The one matrix outside the transformer that an adapter may change. */
export const SECONDS_MATRIX_KEY = `${SECONDS_LAYER}.weight`

export interface PromptContextOptions {
  /** Equal rows as one that counts as many; `true` when absent. */
  readonly collapse?: boolean | undefined
}

/**
 * The prompt among the padding that the checkpoint has learned.
 * @param rows  [n, W], none for an empty prompt
 */
export function promptContext(
  tensors: TensorSource,
  rows: Float32Array,
  options: PromptContextOptions = {},
): PromptContext {
  return padded(rows, tensors.readFloat32(PADDING_KEY), options)
}

/**
 * The negative prompt, for the other branch of guidance: zeros stand where the prompt has learned padding.
 * @param rows  [n, W], none for an empty negative prompt, which is 256 rows of zeros
 */
export function negativeContext(
  tensors: TensorSource,
  rows: Float32Array,
  options: PromptContextOptions = {},
): PromptContext {
  const [width = 0] = tensors.get(PADDING_KEY).shape
  return padded(rows, new Float32Array(width), options)
}

function padded(rows: Float32Array, padding: Float32Array, { collapse = true }: PromptContextOptions): PromptContext {
  const tokens = rows.length / padding.length
  const missing = PROMPT_ROWS - tokens
  const copies = collapse ? Math.min(missing, 1) : missing
  const joined = new Float32Array((tokens + copies) * padding.length)
  joined.set(rows)
  for (let copy = 0; copy < copies; copy += 1) joined.set(padding, (tokens + copy) * padding.length)
  const counts = Array.from({ length: tokens + copies }, (_, row) => (collapse && row === tokens ? missing : 1))
  return { rows: joined, counts }
}

/** What the duration may be, as the checkpoint's configuration says. */
export interface SecondsRange {
  readonly minimum: number
  readonly maximum: number
}

export interface DurationRowOptions {
  /** 0 … 384 when absent. */
  readonly range?: SecondsRange | undefined
  /** Instead of the checkpoint's matrix, [W, 256]: with adapters in it. */
  readonly matrix?: Float32Array | undefined
}

const PUBLISHED_RANGE = { minimum: 0, maximum: 384 }

/**
 * The row that says how long the clip is to be.
 * @param seconds  as wanted, without the silence that is generated after the end; out of range is the nearest in range
 * @returns        [W]
 */
export function durationRow(
  tensors: TensorSource,
  seconds: number,
  { range = PUBLISHED_RANGE, matrix }: DurationRowOptions = {},
): Float32Array {
  const clamped = Math.fround(Math.min(Math.max(seconds, range.minimum), range.maximum))
  const features = expoFeatures(Math.fround((clamped - range.minimum) / (range.maximum - range.minimum)))
  const weights = matrix ?? tensors.readFloat32(SECONDS_MATRIX_KEY)
  const bias = tensors.readFloat32(`${SECONDS_LAYER}.bias`)
  return bias.map((offset, row) => {
    let sum = offset
    for (let column = 0; column < FEATURE_COUNT; column += 1) {
      sum += (weights[row * FEATURE_COUNT + column] as number) * (features[column] as number)
    }
    return sum
  })
}
