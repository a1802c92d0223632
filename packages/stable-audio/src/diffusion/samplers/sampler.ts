/** What all samplers share. Source: specification 3. */

import { requireFinite } from '../../finite.ts'
import type { Noise } from '../noise.ts'

/**
 * The model, with its conditioning and guidance inside.
 * @param latents  [C, T] at noise level `t`; read before the promise is kept, never changed
 * @param t        above 0, an fp32
 * @returns        [C, T]; a sampler does not keep it past its next call, so the buffer may be used again
 */
export type Velocity = (latents: Float32Array, t: number) => Promise<Float32Array>

export interface SamplerOptions {
  /** [C, T], the start state at `levels[0]`. The sampler works in this buffer and returns it. */
  readonly latents: Float32Array
  /** [steps + 1], from `noiseLevels`. */
  readonly levels: Float32Array
  readonly velocity: Velocity
  /** Only `pingpong` draws from it: once a step, the last included. */
  readonly noise: Noise
  /** Looked at before every call of the model. */
  readonly signal?: AbortSignal | undefined
}

export interface SamplerStep {
  /** 1 … total: the step that has just been made. */
  readonly done: number
  readonly total: number
  /** [C, T], what the model now thinks the clean latents are. A buffer of its own each time: keep it or change it. */
  readonly denoised: Float32Array
}

/**
 * Takes noise to clean latents; yields after every step, returns the latents at level 0.
 * @throws StableAudioError `non_finite_latents` when the model returns NaN or Infinity
 */
export type SamplerRun = (options: SamplerOptions) => AsyncGenerator<SamplerStep, Float32Array>

/** Calls the model at `t`, if nobody has asked to stop. */
export async function askModel(options: SamplerOptions, latents: Float32Array, t: number): Promise<Float32Array> {
  options.signal?.throwIfAborted()
  const velocity = await options.velocity(latents, t)
  requireFinite(velocity, `the velocity at noise level ${t}`)
  return velocity
}

/** `x₀ = x − t v` */
export function denoise(latents: Float32Array, t: number, velocity: Float32Array): Float32Array {
  const denoised = new Float32Array(latents.length)
  for (let index = 0; index < latents.length; index += 1) denoised[index] = latents[index] - t * velocity[index]
  return denoised
}
