/**
 * The classical Runge–Kutta method of the fourth order: four calls of the model a step.
 * Source: specification 3.6. Parity: the `samplers` case, 1e-6 relative.
 */

import { askModel, denoise, type SamplerOptions, type SamplerStep } from './sampler.ts'

/** The model is never asked at level 0, where guidance divides by it. */
const LOWEST_LEVEL = 1e-5

export async function* rk4(options: SamplerOptions): AsyncGenerator<SamplerStep, Float32Array> {
  const { latents, levels } = options
  const total = levels.length - 1
  const slope = new Float32Array(latents.length)
  const probe = new Float32Array(latents.length)
  for (let step = 0; step < total; step += 1) {
    const t = levels[step]
    const stride = levels[step + 1] - t
    slope.fill(0)
    let velocity = await askModel(options, latents, t)
    const denoised = denoise(latents, t, velocity)
    addScaled(slope, velocity, 1)
    for (const [reach, weight] of [
      [0.5, 2],
      [0.5, 2],
      [1, 1],
    ] as const) {
      probe.set(latents)
      addScaled(probe, velocity, reach * stride)
      velocity = await askModel(options, probe, Math.fround(Math.max(t + reach * stride, LOWEST_LEVEL)))
      addScaled(slope, velocity, weight)
    }
    addScaled(latents, slope, stride / 6)
    yield { done: step + 1, total, denoised }
  }
  return latents
}

function addScaled(target: Float32Array, values: Float32Array, scale: number): void {
  for (let index = 0; index < target.length; index += 1) target[index] += scale * values[index]
}
