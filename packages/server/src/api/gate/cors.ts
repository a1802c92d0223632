import type { onRequestHookHandler } from 'fastify'

/** Paths that pages of other origins may use. The page at `/` is not among them. */
const SHARED_PATHS = /^\/(api|uploads|files|center)\//

// A day: the answer never changes while the server runs, and browsers cap it at less anyway.
const PREFLIGHT_LIFETIME_SECONDS = 86_400

const EXPOSED_HEADERS = 'Retry-After, Content-Length, Content-Disposition, Content-Range, ETag, Idempotency-Replayed'

const ALLOWED_HEADERS =
  'Authorization, Content-Type, If-None-Match, Idempotency-Key, Last-Event-ID, X-Client-Name, X-Client-Version, X-Client-OS'

/** Lets browser code of any origin use the API (contract, 0.6). No cookies exist, so a key is always needed as well. */
export const allowOtherOrigins: onRequestHookHandler = async (request, reply) => {
  if (!SHARED_PATHS.test(request.url)) return
  reply.header('Access-Control-Allow-Origin', '*')
  reply.header('Access-Control-Expose-Headers', EXPOSED_HEADERS)
  if (request.method !== 'OPTIONS') return
  reply.header('Access-Control-Allow-Methods', 'GET, POST, PUT, DELETE, OPTIONS')
  reply.header('Access-Control-Allow-Headers', ALLOWED_HEADERS)
  reply.header('Access-Control-Max-Age', String(PREFLIGHT_LIFETIME_SECONDS))
  return reply.code(204).send()
}
