import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { ApiContext } from '../context.ts'
import type { OpenApiSource } from '../openapi/routes.ts'
import { inlineStylePolicy } from './inline-style-policy.ts'
import { referencePage } from './page.ts'

/** The description of the API for people, made of the same document as the one for machines. */
export function referenceRoutes(context: ApiContext, openApi: OpenApiSource): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/reference', { schema: { openapi: { hidden: true } } }, async (request, reply) => {
      const page = referencePage(openApi.read(context.addresses.base(request)))
      return reply
        .headers({
          'Content-Security-Policy': inlineStylePolicy(page),
          'X-Content-Type-Options': 'nosniff',
          'X-Frame-Options': 'DENY',
          'Referrer-Policy': 'no-referrer',
          'Cross-Origin-Opener-Policy': 'same-origin',
          'Cache-Control': 'no-cache',
        })
        .type('text/html; charset=utf-8')
        .send(page)
    })
  }
}
