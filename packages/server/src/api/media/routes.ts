import { createHash } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ServerError } from '../../errors.ts'
import type { StoredFile } from '../../store/files.ts'
import { fileOfPath } from '../addresses/file-path.ts'
import type { ApiContext } from '../context.ts'
import { readRange } from './byte-range.ts'
import { contentTypeOf } from './content-types.ts'

const WEEK_SECONDS = 7 * 24 * 3600

/** Downloads of uploads and results: open to whoever knows the address, which cannot be guessed. */
export function mediaRoutes(context: ApiContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.route({
      method: ['GET', 'HEAD'],
      url: '/files/*',
      handler: async (request, reply) => sendFile(context, request, reply, await requestedFile(context, request)),
    })
  }
}

async function requestedFile(context: ApiContext, request: FastifyRequest): Promise<StoredFile> {
  const [path = ''] = request.url.split('?')
  const key = fileOfPath(path)
  const file = key === undefined ? undefined : await context.house.files.stat(key)
  if (!file) throw new ServerError('not_found')
  return file
}

async function sendFile(
  context: ApiContext,
  request: FastifyRequest,
  reply: FastifyReply,
  file: StoredFile,
): Promise<FastifyReply> {
  const etag = etagOf(file)
  describe(request, reply, file, etag)
  if (request.headers['if-none-match'] === etag) return reply.code(304).send()
  const conditional = request.headers['if-range']
  const range = readRange(
    conditional === undefined || conditional === etag ? request.headers.range : undefined,
    file.sizeBytes,
  )
  if (range === 'unsatisfiable') {
    reply.header('Content-Range', `bytes */${file.sizeBytes}`)
    for (const name of ['Cache-Control', 'Content-Disposition', 'ETag']) reply.removeHeader(name)
    throw new ServerError('range_not_satisfiable')
  }
  const sizeBytes = range ? range.end - range.start + 1 : file.sizeBytes
  reply
    .code(range ? 206 : 200)
    .type(contentTypeOf(file.key))
    .header('Content-Length', String(sizeBytes))
  if (range) reply.header('Content-Range', `bytes ${range.start}-${range.end}/${file.sizeBytes}`)
  return request.method === 'HEAD' ? reply.send() : reply.send(await context.house.files.open(file.key, range))
}

function describe(request: FastifyRequest, reply: FastifyReply, file: StoredFile, etag: string): void {
  reply.headers({
    'Accept-Ranges': 'bytes',
    'Cache-Control': `public, max-age=${WEEK_SECONDS}, immutable`,
    ETag: etag,
    // Callers choose what they upload: it must never run as a page of this origin.
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; media-src 'self'; sandbox",
    'Cross-Origin-Resource-Policy': 'cross-origin',
  })
  if (/[?&]download=1(&|$)/.test(request.url)) {
    // The name is the last part of a key, which never holds a quote.
    const name = file.key.slice(file.key.lastIndexOf('/') + 1)
    reply.header('Content-Disposition', `attachment; filename="${name}"`)
  }
}

/** A key is never used for two contents, so the key says it all. */
function etagOf(file: StoredFile): string {
  return `"${createHash('sha256').update(file.key).digest('base64url').slice(0, 22)}-${file.sizeBytes.toString(36)}"`
}
