import type { FastifyInstance, FastifySchema } from 'fastify'

/** A route as it was registered, for one method. */
export interface CollectedRoute {
  readonly method: string
  readonly url: string
  readonly schema: FastifySchema
  /** Whether it asks for a key. */
  readonly keyed: boolean
}

/** Everything of the API asks for a key unless it says otherwise, and nothing else does; a test asks every route. */
const KEYED_PATHS = /^\/api\//

/** Watches every route that is registered on `app` from now on, in whatever scope; complete once the server is ready. */
export function collectRoutes(app: FastifyInstance): readonly CollectedRoute[] {
  const routes: CollectedRoute[] = []
  app.addHook('onRoute', ({ method, url, schema = {} }) => {
    // The framework adds a HEAD of its own to every GET; one that stands in a list was asked for.
    if (method === 'HEAD') return
    const keyed = schema.openapi?.keyed ?? KEYED_PATHS.test(url)
    for (const one of [method].flat()) routes.push({ method: one, url, schema, keyed })
  })
  return routes
}
