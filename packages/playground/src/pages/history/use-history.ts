import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { answer, api } from '../../api/client.ts'
import { useRuns } from '../../runs/runs.ts'
import { useKey } from '../../session.ts'
import { type Entry, entryOf, withoutRepeats } from './entry.ts'
import { type HistoryFilters, questionOf, writeFilters } from './history-filters.ts'

const PAGE_SIZE = 20

/** The runs that match, page by page, and up to date with what the server tells meanwhile. */
export function useHistory(filters: HistoryFilters) {
  const key = useKey()
  const runs = useRuns()
  const query = useInfiniteQuery({
    queryKey: ['history', key, writeFilters(filters).toString()],
    queryFn: ({ pageParam: page, signal }) =>
      answer(
        api.POST('/api/v3/predictions', {
          body: { ...questionOf(filters), page, page_size: PAGE_SIZE, include_inputs: true },
          signal,
        }),
      ),
    initialPageParam: 1,
    getNextPageParam: ({ page, page_size, total }) => (page * page_size < total ? page + 1 : undefined),
    placeholderData: keepPreviousData,
  })
  const listed = withoutRepeats(query.data?.pages.map(({ items }) => items) ?? [])
  const entries: readonly Entry[] = listed.map((one) => entryOf(one, runs.get(one.id)))
  return { ...query, entries, total: query.data?.pages[0]?.total ?? 0 }
}
