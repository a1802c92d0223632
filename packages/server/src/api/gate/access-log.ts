import type { FastifyRequest, onResponseHookHandler } from 'fastify'

const MAX_HEADER_CHARACTERS = 80

/** One line a request: what was asked and by which client software; never a key, a query string or a file's address. */
export const logAccess: onResponseHookHandler = async (request, reply) => {
  request.log.info(
    {
      method: request.method,
      path: loggedPath(request),
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
      client: header(request, 'x-client-name'),
      clientVersion: header(request, 'x-client-version'),
      clientOs: header(request, 'x-client-os'),
    },
    'request',
  )
}

/** The addresses of files open to whoever knows them, so only their pattern is written down. */
function loggedPath(request: FastifyRequest): string {
  const [path = '/'] = request.url.split('?')
  return path.startsWith('/files/') ? '/files/*' : path
}

function header(request: FastifyRequest, name: string): string | undefined {
  return request.headers[name]?.toString().slice(0, MAX_HEADER_CHARACTERS)
}
