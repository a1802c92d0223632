/**
 * DPM-Solver++ of the second order for flows: each step extrapolates from the clean latents of the one before it.
 * Source: specification 3.5. Parity: the `samplers` case, 1e-6 relative.
 */

import { askModel, denoise, type SamplerOptions, type SamplerStep } from './sampler.ts'

/**
 * Keeps the logarithm finite at level 1, where the signal is 0. The value matters: the second step sees a first one of
 * ln(1e-10), which makes its correction small.
 */
const FLOOR = 1e-10

export async function* dpmpp(options: SamplerOptions): AsyncGenerator<SamplerStep, Float32Array> {
  const { latents, levels } = options
  const total = levels.length - 1
  const previous = new Float32Array(latents.length)
  for (let step = 0; step < total; step += 1) {
    const [t, next] = [levels[step], levels[step + 1]]
    const denoised = denoise(latents, t, await askModel(options, latents, t))
    const correction = step === 0 || next === 0 ? 0 : correctionShare(levels, step)
    const kept = next / t
    const pull = ((1 - next) * (t - next)) / (Math.max(1 - next, FLOOR) * Math.max(t, FLOOR))
    for (let index = 0; index < latents.length; index += 1) {
      const corrected = denoised[index] + correction * (denoised[index] - previous[index])
      latents[index] = kept * latents[index] + pull * corrected
    }
    previous.set(denoised)
    yield { done: step + 1, total, denoised }
  }
  return latents
}

/** `1 / 2r`, where r is the last stride over this one in log signal-to-noise. */
function correctionShare(levels: Float32Array, step: number): number {
  const stride = logSnr(levels[step + 1]) - logSnr(levels[step])
  const lastStride = logSnr(levels[step]) - logSnr(levels[step - 1])
  return stride / (2 * lastStride)
}

function logSnr(t: number): number {
  return Math.log(Math.max(1 - t, FLOOR) / Math.max(t, FLOOR))
}
