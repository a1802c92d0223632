/**
 * Follow the velocity to the next level in a straight line.
 * Source: specification 3.4. Parity: the `samplers` case, 1e-6 relative.
 */

import { askModel, denoise, type SamplerOptions, type SamplerStep } from './sampler.ts'

export async function* euler(options: SamplerOptions): AsyncGenerator<SamplerStep, Float32Array> {
  const { latents, levels } = options
  const total = levels.length - 1
  for (let step = 0; step < total; step += 1) {
    const velocity = await askModel(options, latents, levels[step])
    const denoised = denoise(latents, levels[step], velocity)
    const stride = levels[step + 1] - levels[step]
    for (let index = 0; index < latents.length; index += 1) latents[index] += stride * velocity[index]
    yield { done: step + 1, total, denoised }
  }
  return latents
}
