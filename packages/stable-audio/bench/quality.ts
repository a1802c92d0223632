/** How near int8 is to fp32: one step of the DiT, and the codec both ways, in decibels of signal over error. */

import { join } from 'node:path'
import { openCheckpoint } from '../src/checkpoint/open.ts'
import { createCodec } from '../src/codec/codec.ts'
import { createDenoiser } from '../src/diffusion/denoiser.ts'
import { createNoise } from '../src/diffusion/noise.ts'
import type { Int8Matrices } from '../src/graph/parameters.ts'
import { openInt8Matrices } from '../src/quantisation/int8-cache.ts'
import { codecMatrices, ditMatrices } from '../src/quantisation/matrix-plan.ts'
import { createSessionPool } from '../src/runtime/session-pool.ts'
import type { Size } from './measurements.ts'
import { BENCHMARK_MODELS_FOLDER } from './models-folder.ts'
import { sourceClip } from './source-clip.ts'

const CLIP_SECONDS = 10
const FRAMES = 108
const CONTEXT_ROWS = 30

export interface QualityResult {
  /** At noise levels 1, 0.7 and 0.3. */
  readonly stepDecibels: readonly number[]
  readonly encoderDecibels: number
  readonly decoderDecibels: number
}

interface Outputs {
  readonly velocities: readonly Float32Array[]
  readonly latents: Float32Array
  readonly audio: Float32Array
}

export async function quality({ size }: { size: Size }): Promise<QualityResult> {
  const checkpoint = await openCheckpoint(join(BENCHMARK_MODELS_FOLDER, size))
  const { tensors } = checkpoint
  const matrices = [...ditMatrices(tensors, 'model.model.'), ...codecMatrices(tensors, 'pretransform.model.')]
  const opening = openInt8Matrices({ tensors, matrices, folder: join(BENCHMARK_MODELS_FOLDER, 'derived') })
  const int8 = await last(opening)
  const exact = await outputs(checkpoint, undefined, undefined)
  const near = await outputs(checkpoint, int8, exact.latents)
  checkpoint.close()
  return {
    stepDecibels: exact.velocities.map((velocity, index) => decibels(velocity, near.velocities[index] as Float32Array)),
    encoderDecibels: decibels(exact.latents, near.latents),
    decoderDecibels: decibels(exact.audio, near.audio),
  }
}

type Checkpoint = Awaited<ReturnType<typeof openCheckpoint>>

/** @param decoded  latents to decode; those that were encoded when absent */
async function outputs(
  { tensors, config }: Checkpoint,
  int8: Int8Matrices | undefined,
  decoded: Float32Array | undefined,
): Promise<Outputs> {
  const sessions = createSessionPool({ freeBetweenStages: false })
  const { signal } = new AbortController()
  const codec = createCodec({ sessions, tensors, shape: config.codec, int8 })
  const latents = await last(codec.encode(sourceClip(CLIP_SECONDS, 0), FRAMES, { signal }))
  const decoding = codec.decode(decoded ?? latents, { frames: FRAMES, wantedFrames: FRAMES, signal })
  const { left: audio } = await last(decoding)
  const denoiser = createDenoiser({ sessions, tensors, shape: config.dit, int8 })
  const { normal } = createNoise(1)
  const channels = config.dit.contextChannels
  const counts = Array.from({ length: CONTEXT_ROWS - 1 }, (_, index) => (index === 0 ? 228 : 1))
  const context = { rows: normal(counts.length * channels), counts }
  const seconds = normal(channels)
  const prepared = await denoiser.prepare({ context, seconds, frames: FRAMES, validFrames: FRAMES })
  const noise = normal(config.dit.latentChannels * FRAMES)
  const velocities: Float32Array[] = []
  for (const level of [1, 0.7, 0.3]) velocities.push(await denoiser.velocity(noise, level, prepared))
  await sessions.release()
  return { velocities, latents, audio }
}

async function last<T>(generator: AsyncGenerator<unknown, T>): Promise<T> {
  while (true) {
    const next = await generator.next()
    if (next.done) return next.value
  }
}

function decibels(exact: Float32Array, near: Float32Array): number {
  let signal = 0
  let error = 0
  exact.forEach((value, index) => {
    signal += value ** 2
    error += (value - (near[index] ?? Number.NaN)) ** 2
  })
  return 10 * Math.log10(signal / error)
}
