import { useQuery } from '@tanstack/react-query'
import { answer, api } from '../../api/client.ts'
import { useKey } from '../../session.ts'
import { outlinePath } from './outline.ts'
import { inTurn } from './take-turns.ts'

export const SLICES = 64

export interface Outline {
  readonly path: string
  readonly durationSeconds: number
}

/** The server draws two clips at once, and the clip on a desk should not wait for a list. */
const oneAtATime = inTurn()

/** @param wanted  whether it is in sight */
export function useOutline(url: string, wanted: boolean) {
  const key = useKey()
  return useQuery({
    queryKey: ['outline', key, url],
    queryFn: ({ signal }) => oneAtATime(() => fetchOutline(url, signal), signal),
    enabled: wanted && key !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  })
}

async function fetchOutline(url: string, signal: AbortSignal): Promise<Outline> {
  const query = { url, points: SLICES }
  const peaks = await answer(api.GET('/api/v3/media/peaks', { params: { query }, signal }))
  return { path: outlinePath(peaks.channels), durationSeconds: peaks.duration_seconds }
}
