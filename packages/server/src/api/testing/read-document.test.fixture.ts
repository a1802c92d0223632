import type { OpenApiDocument } from '../openapi/document-types.ts'
import { memoryServer } from './memory-server.test.fixture.ts'

/** The OpenAPI document as a server at the usual address gives it out. */
export async function readDocument(): Promise<OpenApiDocument> {
  const { app } = memoryServer()
  const response = await app.inject({ url: '/openapi.json', headers: { host: '127.0.0.1:8787' } })
  return response.json<OpenApiDocument>()
}
