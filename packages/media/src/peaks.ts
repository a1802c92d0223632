import type { StereoAudio } from './audio.ts'
import { MediaError } from './errors.ts'

/** The outline of a clip, for drawing: entry i holds the extremes of both channels in the i-th slice of time. */
export interface WaveformPeaks {
  readonly min: Float32Array
  readonly max: Float32Array
}

/**
 * Divides a clip into `count` equal slices and gives the extremes of each. With more slices than samples, neighbours
 * share a sample; an empty clip is flat.
 *
 * @throws MediaError `invalid_options` unless `count` is a whole number from 1
 * @example const { min, max } = waveformPeaks(audio, 800)
 */
export function waveformPeaks({ left, right }: StereoAudio, count: number): WaveformPeaks {
  if (!Number.isSafeInteger(count) || count < 1) throw new MediaError('invalid_options')
  const peaks = { min: new Float32Array(count), max: new Float32Array(count) }
  for (let slice = 0; slice < count; slice++) {
    const start = Math.floor((slice * left.length) / count)
    const end = Math.min(left.length, Math.max(start + 1, Math.floor(((slice + 1) * left.length) / count)))
    if (start >= end) continue
    let min = Number.POSITIVE_INFINITY
    let max = Number.NEGATIVE_INFINITY
    for (let index = start; index < end; index++) {
      min = Math.min(min, left[index], right[index])
      max = Math.max(max, left[index], right[index])
    }
    peaks.min[slice] = min
    peaks.max[slice] = max
  }
  return peaks
}
