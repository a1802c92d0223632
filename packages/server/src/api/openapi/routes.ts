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

/** The document, made when it is first asked for: the routes do not change while the server runs. */
export interface OpenApiSource {
  /** @param server where the caller reaches this service */
  read(server: string): OpenApiDocument
}

export function openApiSource(routes: readonly CollectedRoute[]): OpenApiSource {
  let body: DocumentBody | undefined
  return {
    read(server) {
      body ??= describeApi(routes)
      const { openapi, info, ...rest } = body
      return { openapi, info, servers: [{ url: server }], ...rest }
    },
  }
}

/** The description of the API for machines, made of the schemas that validate. */
export function openApiRoutes({ addresses }: ApiContext, source: OpenApiSource): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get('/openapi.json', { schema: SCHEMA }, async (request, reply) => {
      const document = source.read(addresses.base(request))
      return reply.header('Access-Control-Allow-Origin', '*').header('Cache-Control', 'no-cache').send(document)
    })
  }
}
