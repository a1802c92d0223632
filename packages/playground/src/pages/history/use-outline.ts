import { useQuery } from '@tanstack/react-query'
import type { Schemas } from '../../api/client.ts'
import { peaksQuery } from '../../clips/peaks.ts'
import { useKey } from '../../session.ts'
import { outlinePath } from './outline.ts'

export const SLICES = 64

export interface Outline {
  readonly path: string
  readonly durationSeconds: number
}

/** @param wanted  whether it is in sight */
export function useOutline(url: string, wanted: boolean) {
  const query = peaksQuery(useKey(), url, SLICES)
  return useQuery({ ...query, select: outlineOf, enabled: wanted && query.enabled === true, retry: false })
}

const outlineOf = (peaks: Schemas['Peaks']): Outline => ({
  path: outlinePath(peaks.channels),
  durationSeconds: peaks.duration_seconds,
})
