/** The little outline of a clip in a list, as the path of an SVG. */

import type { Schemas } from '../../api/client.ts'

const FULL_SCALE = 127
/** A silent slice stays visible as a dot. */
const LEAST = 0.02

/**
 * One upright line for each slice, both channels together, within a width of as many units as there are slices and a
 * height of 2: -1 at the bottom, 1 at the top.
 */
export function outlinePath(channels: Schemas['Peaks']['channels']): string {
  const slices = channels[0]?.min.length ?? 0
  return Array.from({ length: slices }, (_, slice) => {
    const loudest = Math.max(...channels.map(({ min, max }) => Math.max(-(min[slice] ?? 0), max[slice] ?? 0)))
    const height = Math.max(LEAST, loudest / FULL_SCALE)
    return `M${slice + 0.5} ${(1 - height).toFixed(2)}v${(2 * height).toFixed(2)}`
  }).join('')
}
