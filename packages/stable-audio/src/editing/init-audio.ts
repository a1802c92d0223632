/**
 * A clip as the start of another.
 * Source: specification 1.4.
 */

import type { StereoAudio } from '@retimbre/media'

/** Exactly so many samples from the first on: longer audio is cut, shorter is followed by silence. */
export function fitAudio({ left, right }: StereoAudio, samples: number): StereoAudio {
  return { left: fitChannel(left, samples), right: fitChannel(right, samples) }
}

function fitChannel(channel: Float32Array, samples: number): Float32Array {
  if (channel.length >= samples) return channel.subarray(0, samples)
  const fitted = new Float32Array(samples)
  fitted.set(channel)
  return fitted
}

/**
 * What the sampler starts from: `z (1 − σ) + noise σ`.
 * @param source      [C, T], the clip's latents
 * @param noise       [C, T]
 * @param noiseLevel  σ, the first level of the schedule; at 1 nothing is left of the clip
 * @returns           [C, T], a buffer of its own
 */
export function startLatents(source: Float32Array, noise: Float32Array, noiseLevel: number): Float32Array {
  const kept = Math.fround(1 - noiseLevel)
  const added = Math.fround(noiseLevel)
  return noise.map((value, index) => Math.fround(source[index] * kept) + Math.fround(value * added))
}
