/** The outline and loudness of a clip, as the server draws it. */

import { useQuery } from '@tanstack/react-query'
import type { Schemas } from '../api/client.ts'
import { peaksQuery } from '../clips/peaks.ts'
import { useKey } from '../session.ts'

const POINTS = 160

/** @param url  `undefined`: there is no clip */
export const useOutline = (url: string | undefined) => useQuery(peaksQuery(useKey(), url, POINTS))

const FULL_SCALE = 127

/** The outline of all channels together as the path of a closed shape, in a box of `points` by 2. */
export function outlinePath({ channels }: Pick<Schemas['Peaks'], 'channels'>): string {
  const [first] = channels
  if (first === undefined) return ''
  const extreme = (side: 'min' | 'max', pick: (...values: number[]) => number): readonly string[] =>
    first[side].map((_, point) => {
      const value = pick(...channels.map((channel) => channel[side][point] ?? 0))
      return `${point} ${(1 - value / FULL_SCALE).toFixed(3)}`
    })
  return `M${[...extreme('max', Math.max), ...extreme('min', Math.min).toReversed()].join('L')}Z`
}
