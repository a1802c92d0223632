import type { EndedJob, JobStatistics, QueueState } from '../../ports.ts'

export interface MemoryStatistics extends JobStatistics {
  /** What the next scrape finds. */
  states: readonly QueueState[]
  /** Plays the end of a job. */
  end(job: EndedJob): void
}

export function memoryStatistics(): MemoryStatistics {
  const hearers = new Set<(job: EndedJob) => void>()
  const statistics: MemoryStatistics = {
    states: [],
    queue: async () => statistics.states,
    deliveries: async () => ({ pending: 3, delivered: 5, failed: 1 }),
    async onEnd(hear) {
      hearers.add(hear)
      return async () => void hearers.delete(hear)
    },
    end(job) {
      for (const hear of hearers) hear(job)
    },
  }
  return statistics
}
