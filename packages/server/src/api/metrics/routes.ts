import type { FastifyInstance, FastifySchema } from 'fastify'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { Type } from 'typebox'
import { ServerError } from '../../errors.ts'
import type { ApiContext } from '../context.ts'
import { observeRequests } from './http-metrics.ts'
import { type JobMetrics, openJobMetrics } from './job-metrics.ts'
import { admitScraper } from './scraper.ts'

const METRICS = {
  summary: 'Metrics for Prometheus',
  description: 'Open to this machine alone unless RETIMBRE_METRICS says otherwise; not found for everybody else.',
  tags: ['Service'],
  errors: ['not_found', 'unavailable'],
  openapi: {
    answers: {
      200: {
        description: 'Text of the exposition format, version 0.0.4.',
        content: { 'text/plain': Type.String({ description: 'One line a series.' }) },
      },
    },
  },
} as const satisfies FastifySchema

/** Counts on `app` itself, so that the requests of every route are seen. */
export function serveMetrics(app: FastifyInstance, context: ApiContext): void {
  if (context.settings.metrics === 'off') return
  const registry = new Registry()
  const jobs = openJobMetrics(registry)
  app.addHook('onResponse', observeRequests(registry))
  let deafen: (() => Promise<void>) | undefined
  app.addHook('onReady', async () => {
    deafen = await context.house.statistics.onEnd(jobs.count)
  })
  app.addHook('onClose', async () => deafen?.())
  let process = false
  app.get('/metrics', { schema: METRICS }, async (request, reply) => {
    await admitScraper(context, request)
    // Its timers run from the first scrape on, and not at all where nobody scrapes.
    if (!process) collectDefaultMetrics({ register: registry })
    process = true
    await showStatistics(context, jobs)
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

async function showStatistics({ house, closing }: ApiContext, jobs: JobMetrics): Promise<void> {
  if (closing.aborted) throw new ServerError('unavailable')
  try {
    jobs.showQueue(await house.statistics.queue())
    jobs.showDeliveries(await house.statistics.deliveries())
  } catch (error) {
    throw new ServerError('unavailable', {}, { cause: error })
  }
}
