/**
 * The two tiny checkpoints that the reference rendered whole clips with, written to a temporary folder in the
 * published layout. Source: `weights`, `salt`, `shapes` and `clip` of fixtures/checkpoint-small/golden.json.
 */

import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { StereoAudio } from '@retimbre/media'
import { type TensorToWrite, writeSafetensors } from '../checkpoint/safetensors-writer.ts'
import { type StorageType, sizeOfShape } from '../checkpoint/tensor-source.ts'
import { rotaryFrequencies, weightRange } from '../checkpoint/weight-rule.ts'
import { fnv1a32, type SampledTensor } from './golden.test.fixture.ts'

export const GOLDEN_CHECKPOINTS = ['small', 'medium'] as const
export type GoldenCheckpointName = (typeof GOLDEN_CHECKPOINTS)[number]

/** A clip that the reference was given, made by the rule of `goldenClip`. */
export interface GoldenClip {
  readonly rate: number
  readonly seconds: number
  readonly channels: number
}

/** What the reference's `generate()` was called with. */
export interface GoldenArguments {
  readonly prompt: string
  readonly negative_prompt?: string
  readonly duration: number
  readonly seed: number
  readonly steps?: number
  readonly sampler_type?: 'euler' | 'dpmpp' | 'rk4' | 'pingpong'
  readonly cfg_scale?: number
  readonly apg_scale?: number
  readonly init_noise_level?: number
  readonly init_audio?: GoldenClip
  readonly inpaint_audio?: GoldenClip
  readonly inpaint_mask_start_seconds?: number | readonly number[]
  readonly inpaint_mask_end_seconds?: number | readonly number[]
  readonly duration_padding_sec?: number
}

export interface GoldenCase {
  readonly args: GoldenArguments
  /** [1, 256, T]; not kept for the longest cases. */
  readonly latents?: SampledTensor
  /** [1, 2, samples] */
  readonly audio: SampledTensor
}

export interface Golden {
  readonly salt: string
  readonly shapes: Readonly<Record<string, readonly number[]>>
  readonly text_encoder_shapes: Readonly<Record<string, readonly number[]>>
  readonly cases: Readonly<Record<string, GoldenCase>>
  /** Token ids by prompt. */
  readonly tokens: Readonly<Record<string, readonly number[]>>
  /** What the text encoder makes of the prompt that most cases share, [1, tokens, 768]. */
  readonly text_encoder_rows: SampledTensor
}

export interface GoldenCheckpointOptions {
  /** fp32 when absent. */
  readonly storage?: StorageType
  readonly order?: 'reference' | 'reversed'
  /** Tensors that no model asks for, by key; or whole shapes other than the reference's. */
  readonly extra?: Readonly<Record<string, readonly number[]>>
  /** Keys that are left out, of either file. */
  readonly omit?: readonly string[]
  /** Another key for a tensor, which keeps the values that it has under its own. */
  readonly rename?: (key: string) => string
  /** What a tensor is multiplied by; 1 when absent. */
  readonly gain?: (key: string) => number
}

export interface GoldenCheckpoint {
  /** Has model.safetensors, model_config.json and t5gemma-b-b-ul2/. */
  readonly folder: string
  readonly golden: Golden
  /** Deletes the folder. */
  dispose(): void
}

export const goldenFixtureFolder = (name: GoldenCheckpointName): string =>
  fileURLToPath(new URL(`../../fixtures/checkpoint-${name}/`, import.meta.url))

export const readGolden = (name: GoldenCheckpointName): Golden =>
  JSON.parse(readFileSync(join(goldenFixtureFolder(name), 'golden.json'), 'utf8')) as Golden

export async function goldenCheckpoint(
  name: GoldenCheckpointName,
  options: GoldenCheckpointOptions = {},
): Promise<GoldenCheckpoint> {
  const golden = readGolden(name)
  const folder = realpathSync(mkdtempSync(join(tmpdir(), `retimbre-golden-${name}-`)))
  cpSync(goldenFixtureFolder(name), folder, { recursive: true, filter: (path) => !path.endsWith('golden.json') })
  const model = { ...golden.shapes, ...options.extra }
  await writeSafetensors(join(folder, 'model.safetensors'), tensorsOf(model, golden.salt, options))
  await writeSafetensors(
    join(folder, 't5gemma-b-b-ul2', 'model.safetensors'),
    tensorsOf(golden.text_encoder_shapes, golden.salt, options),
    { metadata: { format: 'pt' } },
  )
  return { folder, golden, dispose: () => rmSync(folder, { recursive: true, force: true }) }
}

function tensorsOf(
  shapes: Readonly<Record<string, readonly number[]>>,
  salt: string,
  { storage = 'f32', order = 'reference', omit = [], rename = (key) => key, gain = () => 1 }: GoldenCheckpointOptions,
): TensorToWrite[] {
  const tensors = Object.entries(shapes)
    .filter(([key]) => !omit.includes(key))
    .map(([key, shape]) => ({
      ...{ key: rename(key), shape, storage },
      values: () => [goldenWeights(salt, key, shape).map((value) => value * gain(key))],
    }))
  return order === 'reversed' ? tensors.reverse() : tensors
}

/** The weights of one tensor, as the reference made them. */
export function goldenWeights(salt: string, key: string, shape: readonly number[]): Float32Array {
  const frequencies = rotaryFrequencies(key, shape)
  if (frequencies !== undefined) return frequencies
  const { centre, spread } = weightRange(key, shape)
  const values = new Float32Array(sizeOfShape(shape))
  let state = fnv1a32(`${salt}/${key}`)
  for (let index = 0; index < values.length; index += 1) {
    state = (Math.imul(1_664_525, state) + 1_013_904_223) >>> 0
    values[index] = centre + spread * (2 * (state >>> 8) * 2 ** -24 - 1)
  }
  return values
}

/** The clip that the reference was given; with one channel, the same on both sides. */
export function goldenClip({ rate, seconds, channels }: GoldenClip): StereoAudio {
  const length = Math.round(rate * seconds)
  const left = new Float32Array(length)
  const right = new Float32Array(length)
  for (let index = 0; index < length; index += 1) {
    const time = index / rate
    const first =
      0.3 * Math.sin(2 * Math.PI * 220 * time) * Math.exp(-3 * (time % 0.5)) +
      0.2 * Math.sin(2 * Math.PI * 331 * time + 0.5) * Math.exp(-8 * (time % 0.25))
    left[index] = first
    right[index] =
      channels === 1 ? first : 0.6 * first + 0.3 * Math.sin(2 * Math.PI * 277 * time) * Math.exp(-2 * (time % 0.5))
  }
  return { left, right }
}
