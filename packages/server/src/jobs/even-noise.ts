/**
 * Tells the static of a model that has come apart from everything that people ask for.
 *
 * A broken model (a foreign attention kernel, a damaged weight) decodes to white noise: loud, equally strong at every
 * frequency, and the same from the first moment to the last. Music and speech fail all three tests by far. Rain, wind,
 * waves and applause are noise too, but coloured (pink noise has a flatness of 0.4, a waterfall less) or moving. Only what
 * passes all three is called even noise, so that a real result is hardly ever refused; broken output that is coloured or
 * quiet goes through, which the listener will notice and nobody else could.
 */

import { SAMPLE_RATE_HZ, type StereoAudio } from '@retimbre/media'

// 64 stretches of 1024 samples, spread over the clip: estimates the spectrum to 0.5 dB, for 4 million multiplications.
const STRETCHES = 64
const STRETCH_SAMPLES = 1024

// 150 Hz to 15 kHz: codecs and microphones cut off what is above and below, in static as well.
const LOWEST_HZ = 150
const HIGHEST_HZ = 15_000
const PROBES = 64

// -20 dBFS: static comes out at full scale (white noise up to full scale has -5 dBFS); quieter noise does no harm.
const LOUD_RMS = 0.1

// 1 dB: stretches of white noise differ by 0.2 dB; steady rain by 1 to 3, music by 6 and more.
const STEADY_DEVIATION_DB = 1

// Spectral flatness (geometric over arithmetic mean of the power): 0.99 for white noise, 0.4 for pink.
const FLAT = 0.85

/** Whether the clip is white noise from beginning to end, in one channel or in both. */
export function isEvenNoise({ left, right }: StereoAudio): boolean {
  return [left, right].some((samples) => {
    const stretches = stretchesOf(samples)
    return isLoud(stretches) && isSteady(stretches) && flatness(stretches) >= FLAT
  })
}

/** Evenly spread over the clip; fewer when it is short. */
function stretchesOf(samples: Float32Array): readonly Float32Array[] {
  const count = Math.min(STRETCHES, Math.floor(samples.length / STRETCH_SAMPLES))
  const room = samples.length - STRETCH_SAMPLES
  return Array.from({ length: count }, (_, index) => {
    const start = count === 1 ? 0 : Math.floor((room * index) / (count - 1))
    return samples.subarray(start, start + STRETCH_SAMPLES)
  })
}

function isLoud(stretches: readonly Float32Array[]): boolean {
  return stretches.length > 0 && Math.sqrt(mean(stretches.map(power))) >= LOUD_RMS
}

function isSteady(stretches: readonly Float32Array[]): boolean {
  const levels = stretches.map((stretch) => 10 * Math.log10(power(stretch) + Number.MIN_VALUE))
  const average = mean(levels)
  return Math.sqrt(mean(levels.map((level) => (level - average) ** 2))) <= STEADY_DEVIATION_DB
}

function flatness(stretches: readonly Float32Array[]): number {
  const powers = Array.from({ length: PROBES }, (_, probe) => {
    const hz = LOWEST_HZ + ((HIGHEST_HZ - LOWEST_HZ) * probe) / (PROBES - 1)
    return mean(stretches.map((stretch) => powerAt(stretch, hz))) + Number.MIN_VALUE
  })
  return Math.exp(mean(powers.map(Math.log))) / mean(powers)
}

/** Power of one stretch around one frequency: the Goertzel algorithm under a Hann window. */
function powerAt(stretch: Float32Array, hz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / SAMPLE_RATE_HZ)
  let previous = 0
  let beforePrevious = 0
  for (let index = 0; index < stretch.length; index++) {
    const current = stretch[index] * HANN[index] + coefficient * previous - beforePrevious
    beforePrevious = previous
    previous = current
  }
  return previous ** 2 + beforePrevious ** 2 - coefficient * previous * beforePrevious
}

const HANN = Float64Array.from(
  { length: STRETCH_SAMPLES },
  (_, index) => 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / (STRETCH_SAMPLES - 1)),
)

function power(samples: Float32Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  return sum / samples.length
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
