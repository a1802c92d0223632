import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { EndedJob, QueueState } from '../../ports.ts'

// From what needs no time at all to a minute a step on a slow machine.
const BUCKETS_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180, 600]

export interface JobMetrics {
  /** Called at each scrape. */
  showQueue(states: readonly QueueState[]): void
  /** Called at each scrape. */
  showDeliveries(counts: Readonly<Record<string, number>>): void
  /** Called for each job that ends. */
  count(job: EndedJob): void
}

/** Labels are models, engines, stages and codes: each a short list of the software's own, none of a caller's. */
export function openJobMetrics(registry: Registry): JobMetrics {
  const registers = [registry]
  const gauge = (name: string, help: string) => new Gauge({ name, help, labelNames: ['model'], registers })
  const waiting = gauge('retimbre_queue_waiting', 'Tasks that wait for a worker.')
  const oldest = gauge('retimbre_queue_oldest_waiting_seconds', 'Age of the task that has waited longest; 0 for none.')
  const running = gauge('retimbre_queue_running', 'Tasks that a worker has.')
  const submitted = new Counter({
    ...{ name: 'retimbre_submits_total', help: 'Tasks taken in since the database was made.' },
    ...{ labelNames: ['model'], registers },
  })
  const ended = new Counter({
    ...{ name: 'retimbre_jobs_ended_total', help: 'Tasks that ended since this process began.' },
    ...{ labelNames: ['model', 'engine', 'status'], registers },
  })
  const failed = new Counter({
    ...{ name: 'retimbre_failures_total', help: 'Of these, the failed ones, by the task error code of the API.' },
    ...{ labelNames: ['model', 'code'], registers },
  })
  const stages = new Histogram({
    ...{ name: 'retimbre_stage_duration_seconds', help: 'Time that completed tasks spent in each stage.' },
    ...{ labelNames: ['engine', 'stage'], buckets: BUCKETS_SECONDS, registers },
  })
  const deliveries = new Gauge({
    ...{ name: 'retimbre_webhook_deliveries', help: 'Deliveries of webhooks that are kept, by their state.' },
    ...{ labelNames: ['status'], registers },
  })
  return {
    showDeliveries(counts) {
      for (const [status, count] of Object.entries(counts)) deliveries.set({ status }, count)
    },
    showQueue(states) {
      for (const metric of [waiting, oldest, running, submitted]) metric.reset()
      for (const { model, ...state } of states) {
        waiting.set({ model }, state.waiting)
        oldest.set({ model }, state.oldestWaitingSeconds)
        running.set({ model }, state.running)
        submitted.inc({ model }, state.submitted)
      }
    },
    count({ model, engine, errorCode, stageMs }) {
      ended.inc({ model, engine, status: errorCode === undefined ? 'completed' : 'failed' })
      if (errorCode !== undefined) failed.inc({ model, code: errorCode })
      for (const [stage, milliseconds] of Object.entries(stageMs))
        stages.observe({ engine, stage }, milliseconds / 1000)
    },
  }
}
