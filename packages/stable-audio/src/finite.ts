import { StableAudioError } from './errors.ts'

/**
 * @param what  names the values in the error: `the latents after step 3`
 * @throws StableAudioError `non_finite_latents` when any of them is NaN or infinite
 */
export function requireFinite(values: Float32Array, what: string): void {
  // x · 0 is 0 for every finite x and NaN for all others; one pass without a branch.
  let check = 0
  for (let index = 0; index < values.length; index += 1) check += values[index] * 0
  if (Number.isNaN(check)) throw new StableAudioError('non_finite_latents', what)
}
