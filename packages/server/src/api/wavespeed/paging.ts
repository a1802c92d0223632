import { Type } from 'typebox'
import type { PageRequest } from '../../ports.ts'

// Far beyond any list, and far below where whole numbers end.
const MAX_PAGE = 1_000_000_000

/** The wire's way to ask for a part of a list; `defaultSize` is what the documentation of each list says. */
export function pagingFields(defaultSize: number) {
  return {
    page: Type.Integer({ minimum: 1, maximum: MAX_PAGE, default: 1, description: 'Pages are counted from 1.' }),
    page_size: Type.Integer({ minimum: 1, maximum: 100, default: defaultSize, description: 'Items a page.' }),
  }
}

/** What surrounds the items of every list. */
export const PAGE_FIELDS = {
  page: Type.Integer(),
  page_size: Type.Integer(),
  total: Type.Integer({ description: 'Of all pages.' }),
}

export function pageRequest({ page, page_size: limit }: { page: number; page_size: number }): PageRequest {
  return { offset: (page - 1) * limit, limit }
}
