/** The outline and loudness of a clip, drawn from what the server looked at; the page decodes nothing for it. */

import { queryOptions } from '@tanstack/react-query'
import { answer, api, type Schemas } from '../api/client.ts'
import { ownUrl } from '../api/own-address.ts'

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

/** A file never changes, so it is asked once. @param url  `undefined`: there is no clip */
export const outlineQuery = (key: string | undefined, url: string | undefined, slices: number) =>
  queryOptions({
    queryKey: ['outline', key, url, slices],
    queryFn: async ({ signal }) => {
      const query = { url: ownUrl(url ?? ''), points: slices }
      return outlineOf(await answer(api.GET('/api/v3/media/peaks', { params: { query }, signal })))
    },
    enabled: key !== undefined && url !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })

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

/** The whole outline as the path of a closed shape, in a box of `slices - 1` by 2. */
export function outlinePath({ lows, highs }: Pick<Outline, 'lows' | 'highs'>): string {
  if (highs.length === 0) return ''
  const points = (values: Float32Array): string[] =>
    Array.from(values, (value, slice) => `${slice} ${(1 - value).toFixed(3)}`)
  return `M${[...points(highs), ...points(lows).toReversed()].join('L')}Z`
}
