import type { Prediction } from '../../jobs/prediction.ts'
import type { Bill, BillFilter, Billing, History, PageRequest, UsageRow } from '../../ports.ts'

/** The history of predictions in a map, whose order of insertion is the order of time. */
export function memoryHistory(all: Map<string, Prediction>): History {
  const find = (accountId: string, id: string) => (all.get(id)?.accountId === accountId ? all.get(id) : undefined)
  return {
    async page(accountId, { model, status, createdFrom, createdBefore }, { offset, limit }) {
      const items = [...all.values()]
        .reverse()
        .filter(
          (one) =>
            one.accountId === accountId &&
            (model === undefined || one.model === model) &&
            (status === undefined || one.status === status) &&
            (createdFrom === undefined || one.createdAt >= createdFrom) &&
            (createdBefore === undefined || one.createdAt < createdBefore),
        )
      return { total: items.length, items: items.slice(offset, offset + limit) }
    },
    async remove(accountId, ids) {
      const own = ids.filter((id) => find(accountId, id))
      for (const id of own) all.delete(id)
      return own
    },
  }
}

/** A billing that answers what the test says, and tells what it was asked. */
export function memoryBilling(): Billing & {
  readonly bills: Bill[]
  readonly usageRows: UsageRow[]
  readonly asked: {
    search: { filter: BillFilter; page: PageRequest } | undefined
    usage: Parameters<Billing['usage']>[1] | undefined
  }
} {
  const bills: Bill[] = []
  const usageRows: UsageRow[] = []
  const asked: ReturnType<typeof memoryBilling>['asked'] = { search: undefined, usage: undefined }
  return {
    ...{ bills, usageRows, asked },
    async search(_accountId, filter, page) {
      asked.search = { filter, page }
      return { total: bills.length, items: bills.slice(page.offset, page.offset + page.limit) }
    },
    async usage(_accountId, question) {
      asked.usage = question
      return usageRows
    },
  }
}
