/** Stretches of a clip that are to be made anew: sorted, apart from each other, within the clip. Seconds. */

export interface Region {
  readonly start: number
  readonly end: number
}

/** Shorter than this nothing can be made. */
export const SHORTEST_REGION = 0.1
/** Requests count in tenths of a second; finer edges would run together there. */
const TENTHS = 10
const GAP = 0.1

const round = (seconds: number): number => Math.round(seconds * TENTHS) / TENTHS

/** Not a rounded one: it could lie behind the end. */
const lastTenth = (seconds: number): number => Math.floor(seconds * TENTHS) / TENTHS

/** Regions that touch become one; what is too short, or outside of the clip, goes. */
export function tidied(regions: readonly Region[], clipSeconds: number): readonly Region[] {
  const inside = regions
    .map(({ start, end }) => ({
      start: round(Math.max(0, Math.min(start, end))),
      end: round(Math.min(lastTenth(clipSeconds), Math.max(start, end))),
    }))
    .filter(({ start, end }) => end - start >= SHORTEST_REGION - 1e-9)
    .sort((a, b) => a.start - b.start)
  const apart: Region[] = []
  for (const region of inside) {
    const last = apart.at(-1)
    if (last && region.start <= last.end)
      apart[apart.length - 1] = { start: last.start, end: Math.max(last.end, region.end) }
    else apart.push(region)
  }
  return apart
}

export const withRegion = (regions: readonly Region[], region: Region, clipSeconds: number): readonly Region[] =>
  tidied([...regions, region], clipSeconds)

export const withoutRegion = (regions: readonly Region[], index: number): readonly Region[] =>
  regions.filter((_, each) => each !== index)

/** One edge moved, up to its neighbour and not across its own other edge. */
export function withEdge(
  regions: readonly Region[],
  index: number,
  edge: 'start' | 'end',
  seconds: number,
  clipSeconds: number,
): readonly Region[] {
  const region = regions[index]
  if (!region) return regions
  const least = edge === 'start' ? (regions[index - 1]?.end ?? -GAP) + GAP : region.start + SHORTEST_REGION
  const most =
    edge === 'start' ? region.end - SHORTEST_REGION : (regions[index + 1]?.start ?? lastTenth(clipSeconds) + GAP) - GAP
  const moved = { ...region, [edge]: round(Math.min(most, Math.max(least, seconds))) }
  return regions.map((each, at) => (at === index ? moved : each))
}
