/** The public HTTP API as this page calls it: with the key of the session, answers out of their envelope, errors as {@link ApiError}. */

import createClient from 'openapi-fetch'
import { currentKey, refuseKey } from '../session.ts'
import { ApiError, errorOf } from './api-error.ts'
import { drawInTurn, isDrawing } from './drawing-turns.ts'
import type { components, paths } from './schema.ts'

export type Schemas = components['schemas']

/** Typed by the OpenAPI document: `await answer(api.GET('/api/v3/balance'))`. */
export const api = createClient<paths>({ fetch: (request) => authorised(request) })

/** The `data` of a successful answer. @throws ApiError */
export async function answer<Data>(call: Promise<{ data?: { data: Data }; error?: unknown; response: Response }>) {
  const { data, error, response } = await call
  if (data === undefined) throw errorOf(response.status, error)
  return data.data
}

/** The bytes of a successful answer that is a file. @throws ApiError */
export async function bytesOf(call: Promise<{ data?: Blob; error?: unknown; response: Response }>): Promise<Blob> {
  const { data, error, response } = await call
  if (data === undefined) throw errorOf(response.status, error)
  return data
}

/** The `data` of an address that the document does not know in full, such as a model's own. @throws ApiError */
export async function request<Data>(path: string, init: RequestInit = {}): Promise<Data> {
  const response = await authorised(new Request(path, init))
  const body: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw errorOf(response.status, body)
  return (body as { data: Data }).data
}

/** @param key  sent in place of the session's, to try one that was just typed */
export async function authorised(request: Request, key = currentKey()): Promise<Response> {
  const headers = new Headers(request.headers)
  if (key !== undefined) headers.set('Authorization', `Bearer ${key}`)
  const send = (): Promise<Response> => fetch(new Request(request, { headers }))
  const response = await (isDrawing(request) ? drawInTurn(send) : send()).catch((cause: unknown) => {
    if (request.signal.aborted) throw cause
    throw new ApiError('UNREACHABLE', 0, '', { cause })
  })
  if (response.status === 401 && key === currentKey()) refuseKey()
  return response
}
