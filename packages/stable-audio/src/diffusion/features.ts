/**
 * Fourier features of a number between 0 and 1: what the timestep and the duration are told to the model as.
 *
 * Source: specification 2.1 (ExpoFourier). Parity: equal to the reference within 1e-6. The angles reach 2π · 10 000,
 * where fp32 rounding alone moves the result by 1e-3, so they are rounded at the same places as in the reference.
 */

import { EXPO_FREQUENCIES } from './frequencies.ts'

export const FEATURE_COUNT = 2 * EXPO_FREQUENCIES.length

const PI_F32 = Math.fround(Math.PI)

/**
 * @param t  0 … 1: a noise level, or seconds / 384
 * @returns  [256]: the cosines of 128 angles, then their sines
 */
export function expoFeatures(t: number): Float32Array {
  const features = new Float32Array(FEATURE_COUNT)
  const half = EXPO_FREQUENCIES.length
  const position = Math.fround(t)
  EXPO_FREQUENCIES.forEach((frequency, index) => {
    const angle = Math.fround(Math.fround(Math.fround(position * frequency) * 2) * PI_F32)
    features[index] = Math.cos(angle)
    features[half + index] = Math.sin(angle)
  })
  return features
}
