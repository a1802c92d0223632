import type { onResponseHookHandler } from 'fastify'
import { Histogram, type Registry } from 'prom-client'

// From the few milliseconds of a status to the two minutes of a held answer.
const BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30, 120]

/**
 * Times every request by the template of its route, never by its path: ids and addresses of files would make a series each.
 * Event streams last as long as they like, so they are left out.
 */
export function observeRequests(registry: Registry): onResponseHookHandler {
  const durations = new Histogram({
    name: 'retimbre_http_request_duration_seconds',
    help: 'From the headers of a request to the last byte of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS_SECONDS,
    registers: [registry],
  })
  return async (request, reply) => {
    if (String(reply.getHeader('content-type')).startsWith('text/event-stream')) return
    const labels = { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode }
    durations.observe(labels, reply.elapsedTime / 1000)
  }
}
