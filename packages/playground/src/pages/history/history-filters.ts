/** Which runs the history shows, as its address says it: `/history?model=music&status=failed&from=2026-11-20`. */

import type { Schemas } from '../../api/client.ts'
import { isModelName, modelId, shortName } from '../../catalogue/catalogue.ts'
import { type DaySpan, momentsOf, readDaySpan } from '../shared/day-span.ts'

export const STATUSES = ['created', 'processing', 'completed', 'failed'] as const
export type Status = (typeof STATUSES)[number]

export interface HistoryFilters extends DaySpan {
  /** Its whole id. */
  readonly model?: string | undefined
  readonly status?: Status | undefined
}

/** What makes no sense is passed over. */
export function readFilters(query: URLSearchParams): HistoryFilters {
  const model = query.get('model')
  const status = STATUSES.find((each) => each === query.get('status'))
  return {
    ...(model !== null && isModelName(model) && { model: modelId(model) }),
    ...(status && { status }),
    ...readDaySpan(query.get('from'), query.get('to')),
  }
}

export function writeFilters({ model, status, from, to }: HistoryFilters): URLSearchParams {
  const query = new URLSearchParams()
  const parts = { model: model && shortName(model), status, from, to }
  for (const [name, value] of Object.entries(parts)) if (value) query.set(name, value)
  return query
}

export const isFiltered = (filters: HistoryFilters): boolean => writeFilters(filters).size > 0

export function questionOf({ model, status, ...span }: HistoryFilters): Partial<Schemas['PredictionListQuestion']> {
  const { first, last } = momentsOf(span)
  return {
    ...(model && { model }),
    ...(status && { status }),
    ...(first && { created_after: first }),
    ...(last && { created_before: last }),
  }
}
