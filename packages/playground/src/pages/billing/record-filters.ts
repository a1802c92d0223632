/** Which bills are shown, as the address says it: `/billing?type=refund&model=music&page=2`. */

import type { Schemas } from '../../api/client.ts'
import { isModelName, modelId, shortName } from '../../catalogue/catalogue.ts'
import { type DaySpan, momentsOf, readDaySpan } from '../shared/day-span.ts'

export const BILL_TYPES = ['deduct', 'refund'] as const

export interface RecordFilters extends DaySpan {
  readonly type?: (typeof BILL_TYPES)[number] | undefined
  /** Its whole id. */
  readonly model?: string | undefined
  /** From 1. */
  readonly page: number
}

export const PAGE_SIZE = 20

/** What makes no sense is passed over. */
export function readRecordFilters(query: URLSearchParams): RecordFilters {
  const type = BILL_TYPES.find((each) => each === query.get('type'))
  const model = query.get('model')
  const page = Number(query.get('page') ?? 1)
  return {
    ...(type && { type }),
    ...(model !== null && isModelName(model) && { model: modelId(model) }),
    ...readDaySpan(query.get('from'), query.get('to')),
    page: Number.isInteger(page) && page > 0 ? page : 1,
  }
}

export function writeRecordFilters({ type, model, from, to, page }: RecordFilters): URLSearchParams {
  const query = new URLSearchParams()
  const parts = { type, model: model && shortName(model), from, to, page: page > 1 ? `${page}` : undefined }
  for (const [name, value] of Object.entries(parts)) if (value) query.set(name, value)
  return query
}

export const isFilteredRecords = (filters: RecordFilters): boolean =>
  writeRecordFilters({ ...filters, page: 1 }).size > 0

export function billingQuestion({ type, model, page, ...span }: RecordFilters): Schemas['BillingQuestion'] {
  const { first, last } = momentsOf(span)
  return {
    page,
    page_size: PAGE_SIZE,
    sort: 'created_at DESC',
    ...(type && { billing_type: type }),
    ...(model && { model_uuid: model }),
    ...(first && { start_time: first }),
    ...(last && { end_time: last }),
  }
}
