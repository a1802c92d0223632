import type { FastifyInstance } from 'fastify'

/**
 * Reads JSON bodies, and takes an empty one for none: some clients announce JSON with every request, also with a DELETE
 * that has no body. A route that needs one says so itself.
 */
export function readJsonBodies(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    if (body === '') done(null, undefined)
    else void parse(request, body, done)
  })
}
