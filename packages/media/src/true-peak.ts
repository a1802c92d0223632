/**
 * True peak by ITU-R BS.1770-4, Annex 2: the largest magnitude of the signal oversampled four times.
 *
 * The interpolator is a Kaiser-windowed sinc of 16 taps a phase (flat to 18 kHz) in place of the recommendation's 12
 * taps. Four times leaves an under-reading of at most 0.17 dB at fs/4 and 0.6 dB at 20 kHz, as the recommendation says.
 */
import type { StereoAudio } from './audio.ts'

const OVERSAMPLING = 4
/** Taps on each side of the interpolated point. */
const HALF_TAPS = 8
const KAISER_BETA = 5
const BLOCK_SAMPLES = 64

/** Interpolated points between two samples; the sample itself is phase 0. */
const PHASES = [1, 2, 3].map((phase) => interpolator(phase / OVERSAMPLING))

/** No interpolated point can exceed the largest sample in reach times this. */
const LARGEST_GAIN = Math.max(...PHASES.map((taps) => taps.reduce((sum, tap) => sum + Math.abs(tap), 0)))

/**
 * True peak of a clip in dBTP; `-Infinity` for silence.
 *
 * Cost: 10 to 300 ms a minute of sound, the more the flatter its level, since blocks that cannot hold the peak are
 * skipped; no memory.
 *
 * @example if (truePeakDbtp(audio) > -1) audio = limit(audio)
 */
export function truePeakDbtp({ left, right }: StereoAudio): number {
  const samplePeak = Math.max(largestMagnitude(left, 0, left.length), largestMagnitude(right, 0, right.length))
  const peak = interpolatedPeak(right, interpolatedPeak(left, samplePeak))
  return 20 * Math.log10(peak)
}

/** The larger of `floor` and the true peak of one channel; silence surrounds the clip. */
function interpolatedPeak(samples: Float32Array, floor: number): number {
  // A block and what its interpolators reach, copied so that the inner loop has no edges.
  const reach = new Float64Array(BLOCK_SAMPLES + 2 * HALF_TAPS)
  let peak = floor
  for (let start = -HALF_TAPS; start < samples.length + HALF_TAPS; start += BLOCK_SAMPLES) {
    const first = start - HALF_TAPS + 1
    if (largestMagnitude(samples, first, first + reach.length) * LARGEST_GAIN <= peak) continue
    for (let index = 0; index < reach.length; index++) reach[index] = samples[first + index] ?? 0
    for (const taps of PHASES) peak = Math.max(peak, blockPeak(reach, taps))
  }
  return peak
}

function blockPeak(reach: Float64Array, taps: Float64Array): number {
  let peak = 0
  for (let start = 0; start < BLOCK_SAMPLES; start++) {
    let sum = 0
    for (let tap = 0; tap < 2 * HALF_TAPS; tap++) sum += taps[tap] * reach[start + tap]
    const magnitude = Math.abs(sum)
    if (magnitude > peak) peak = magnitude
  }
  return peak
}

function largestMagnitude(samples: Float32Array, from: number, to: number): number {
  let largest = 0
  for (let index = Math.max(0, from), end = Math.min(samples.length, to); index < end; index++) {
    const magnitude = Math.abs(samples[index])
    if (magnitude > largest) largest = magnitude
  }
  return largest
}

/** Taps for a point that lies `fraction` of a sample after the middle, scaled to unit gain at 0 Hz. */
function interpolator(fraction: number): Float64Array {
  const taps = new Float64Array(2 * HALF_TAPS)
  for (let tap = 0; tap < taps.length; tap++) {
    const distance = tap - HALF_TAPS + 1 - fraction
    taps[tap] = sinc(distance) * kaiser(distance / HALF_TAPS)
  }
  const gain = taps.reduce((sum, tap) => sum + tap, 0)
  return taps.map((tap) => tap / gain)
}

function sinc(position: number): number {
  return position === 0 ? 1 : Math.sin(Math.PI * position) / (Math.PI * position)
}

/** Kaiser window at `position` in [-1, 1]. */
function kaiser(position: number): number {
  return besselI0(KAISER_BETA * Math.sqrt(Math.max(0, 1 - position * position))) / besselI0(KAISER_BETA)
}

/** Modified Bessel function of order zero, by its power series (30 terms are exact for arguments below 10). */
function besselI0(argument: number): number {
  let term = 1
  let sum = 1
  for (let order = 1; order < 30; order++) {
    term *= (argument / (2 * order)) ** 2
    sum += term
  }
  return sum
}
