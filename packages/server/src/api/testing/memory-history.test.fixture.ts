import type { Prediction } from '../../jobs/prediction.ts'
import type { History } from '../../ports.ts'

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
