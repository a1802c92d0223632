/** The stretches to make anew: `regions`, or the mask of a request that has none. */

export interface Region {
  /** Seconds from the beginning of the clip. */
  readonly start: number
  readonly end: number
}

/** Of the wire: `mask_end_seconds` when it is left out. */
const DEFAULT_END = 5
/** The wire counts in tenths of a second. */
const TENTHS = 10

type Input = Readonly<Record<string, unknown>>

/** What a request with these inputs makes anew. */
export function regionsOf(input: Input): readonly Region[] {
  const { regions, mask_start_seconds: start, mask_end_seconds: end } = input
  if (!Array.isArray(regions)) return [{ start: asNumber(start, 0), end: asNumber(end, DEFAULT_END) }]
  return regions.map((region: { start_seconds?: unknown; end_seconds?: unknown }) => ({
    start: asNumber(region.start_seconds, 0),
    end: asNumber(region.end_seconds, 0),
  }))
}

/** As the wire wants them. An empty list stays one: it is refused here, for the server would take it for the default. */
export function wireRegions(regions: readonly Region[]): readonly { start_seconds: number; end_seconds: number }[] {
  return [...regions]
    .sort((one, other) => one.start - other.start)
    .map(({ start, end }) => ({ start_seconds: tenth(start), end_seconds: tenth(end) }))
}

/** Where one more stretch fits: behind the last. */
export function nextRegion(regions: readonly Region[]): Region {
  const start = Math.max(0, ...regions.map(({ end }) => end + 1))
  return { start, end: start + 2 }
}

const tenth = (seconds: number): number => Math.round(seconds * TENTHS) / TENTHS
const asNumber = (value: unknown, fallback: number): number => (typeof value === 'number' ? value : fallback)
