import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '../api/client.ts'

/** The outline and loudness of a clip, as the server draws it in so many slices. A file never changes, so it is asked once. */
export const peaksQuery = (key: string | undefined, url: string | undefined, points: number) =>
  queryOptions({
    queryKey: ['peaks', key, url, points],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v3/media/peaks', { params: { query: { url: url ?? '', points } }, signal })),
    enabled: key !== undefined && url !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
