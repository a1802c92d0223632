import { EventEmitter, once } from 'node:events'
import type { Prediction } from '../../jobs/prediction.ts'
import type { Change, LivePrediction, LivePredictions } from '../../ports.ts'

export interface MemoryLive extends LivePredictions {
  /** Called after every change of a prediction. */
  note(id: string): void
  /** Resolves when somebody has begun to watch. */
  watched(): Promise<void>
  /** How many watch now. */
  watching(): number
}

/** Revisions count up from 1 over all predictions; what is not begun waits in the order it came. */
export function memoryLive(all: ReadonlyMap<string, Prediction>): MemoryLive {
  const revisions = new Map<string, number>()
  const hearers = new Set<(change: Change) => void>()
  const watchers = new EventEmitter()
  let last = 0
  const waiting = (): readonly string[] =>
    [...all.values()].filter(({ status }) => status === 'created').map(({ id }) => id)
  const look = (accountId: string, id: string): LivePrediction | undefined => {
    const prediction = all.get(id)
    if (prediction?.accountId !== accountId) return undefined
    const position = prediction.status === 'created' ? waiting().indexOf(id) + 1 : undefined
    return { prediction, revision: revisions.get(id) ?? 0, position }
  }
  return {
    async look(accountId, id) {
      return look(accountId, id)
    },
    async changedSince(accountId, revision = Number.POSITIVE_INFINITY) {
      const mine = [...all.keys()].flatMap((id) => look(accountId, id) ?? [])
      const wanted = mine.filter(
        (live) => live.revision > revision || /created|processing/.test(live.prediction.status),
      )
      return wanted.sort((one, other) => one.revision - other.revision).map(({ prediction }) => prediction.id)
    },
    hear(hearer) {
      hearers.add(hearer)
      watchers.emit('watched')
      return () => void hearers.delete(hearer)
    },
    note(id) {
      last += 1
      revisions.set(id, last)
      for (const hear of hearers) hear({ id, accountId: all.get(id)?.accountId ?? '', queueMoved: true })
    },
    async watched() {
      if (hearers.size === 0) await once(watchers, 'watched')
    },
    watching: () => hearers.size,
  }
}
