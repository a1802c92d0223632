/**
 * Predict the clean latents, then give them fresh noise of the next level.
 * Source: specification 3.3. Parity: the `samplers` case, 1e-6 relative.
 */

import { askModel, denoise, type SamplerOptions, type SamplerStep } from './sampler.ts'

export async function* pingpong(options: SamplerOptions): AsyncGenerator<SamplerStep, Float32Array> {
  const { latents, levels, noise } = options
  const total = levels.length - 1
  const fresh = new Float32Array(latents.length)
  for (let step = 0; step < total; step += 1) {
    const next = levels[step + 1]
    const denoised = denoise(latents, levels[step], await askModel(options, latents, levels[step]))
    // Drawn on the last step too, where it is weighed by 0: whoever draws next from the seed counts on it.
    noise.fillNormal(fresh)
    for (let index = 0; index < latents.length; index += 1)
      latents[index] = (1 - next) * denoised[index] + next * fresh[index]
    yield { done: step + 1, total, denoised }
  }
  return latents
}
