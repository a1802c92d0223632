/** The outline of a clip, drawn from what the server looked at; the page decodes nothing for it. */

import { queryOptions } from '@tanstack/react-query'
import type { Schemas } from '../api/client.ts'
import { peaksQuery } from '../clips/peaks.ts'

/** As finely as the server draws, so that a zoomed view has something to show. */
const SLICES = 4096
const FULL_SCALE = 127

export interface Outline {
  readonly durationSeconds: number
  readonly sampleRateHz: number
  /** Integrated, by BS.1770; null for silence. */
  readonly loudnessLufs: number | null
  readonly truePeakDbtp: number | null
  /** Lowest and highest sample of each slice, both channels together, −1 … 1. */
  readonly lows: Float32Array
  readonly highs: Float32Array
}

export const outlineQuery = (key: string | undefined, url: string) =>
  queryOptions({ ...peaksQuery(key, url, SLICES), select: outlineOf })

export function outlineOf(peaks: Schemas['Peaks']): Outline {
  const slices = peaks.channels[0]?.min.length ?? 0
  const lows = new Float32Array(slices)
  const highs = new Float32Array(slices)
  for (let slice = 0; slice < slices; slice++) {
    for (const { min, max } of peaks.channels) {
      lows[slice] = Math.min(lows[slice] ?? 0, (min[slice] ?? 0) / FULL_SCALE)
      highs[slice] = Math.max(highs[slice] ?? 0, (max[slice] ?? 0) / FULL_SCALE)
    }
  }
  return {
    durationSeconds: peaks.duration_seconds,
    sampleRateHz: peaks.sample_rate,
    loudnessLufs: peaks.loudness_lufs,
    truePeakDbtp: peaks.true_peak_dbtp,
    lows,
    highs,
  }
}

/** Lowest and highest sample between two moments of the clip. */
export function rangeBetween(
  { durationSeconds, lows, highs }: Outline,
  from: number,
  to: number,
): readonly [number, number] {
  const perSecond = lows.length / durationSeconds
  const first = Math.max(0, Math.floor(from * perSecond))
  const last = Math.min(lows.length - 1, Math.max(first, Math.ceil(to * perSecond) - 1))
  let low = 0
  let high = 0
  for (let slice = first; slice <= last; slice++) {
    low = Math.min(low, lows[slice] ?? 0)
    high = Math.max(high, highs[slice] ?? 0)
  }
  return [low, high]
}
