import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifySchema } from 'fastify'
import { Type } from 'typebox'
import type { ApiContext } from '../context.ts'
import type { CollectedRoute } from './collect-routes.ts'
import { type DocumentBody, describeApi } from './document.ts'
import type { OpenApiDocument } from './document-types.ts'

const SCHEMA = {
  summary: 'This document',
  tags: ['Service'],
  openapi: {
    answers: { 200: { description: 'OpenAPI 3.1.', content: { 'application/json': Type.Object({}) } } },
  },
} as const satisfies FastifySchema

/** The description of the API for machines, made of the schemas that validate. */
export function openApiRoutes(context: ApiContext, routes: readonly CollectedRoute[]): FastifyPluginAsyncTypebox {
  let body: DocumentBody | undefined
  return async (app) => {
    app.get('/openapi.json', { schema: SCHEMA }, async (request, reply) => {
      body ??= describeApi(routes)
      const { openapi, info, ...rest } = body
      const document: OpenApiDocument = { openapi, info, servers: [{ url: context.addresses.base(request) }], ...rest }
      return reply.header('Access-Control-Allow-Origin', '*').header('Cache-Control', 'no-cache').send(document)
    })
  }
}
