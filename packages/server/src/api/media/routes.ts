import { createHash } from 'node:crypto'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest, FastifySchema } from 'fastify'
import { Type } from 'typebox'
import { ServerError } from '../../errors.ts'
import type { StoredFile } from '../../store/files.ts'
import { fileOfPath } from '../addresses/file-path.ts'
import type { ApiContext } from '../context.ts'
import { readRange } from './byte-range.ts'
import { contentTypeOf } from './content-types.ts'
import { namesCopy } from './if-none-match.ts'

const WEEK_SECONDS = 7 * 24 * 3600

const BYTES = { '*/*': Type.Unsafe<Uint8Array>({ description: 'The bytes, with the content type of the file.' }) }

const DOWNLOAD = {
  summary: 'Fetch an upload or a result',
  tags: ['Files'],
  errors: ['not_found', 'range_not_satisfiable'],
  openapi: {
    headers: Type.Object({
      Range: Type.Optional(Type.String({ description: 'One range of bytes.' })),
      'If-Range': Type.Optional(Type.String({ description: 'The `ETag` that the range belongs to.' })),
      'If-None-Match': Type.Optional(Type.String({ description: 'The `ETag` of the copy at hand.' })),
    }),
    query: Type.Object({
      download: Type.Optional(Type.Literal('1', { description: 'Ask browsers to save the file.' })),
    }),
    answers: {
      200: { description: 'The whole file.', content: BYTES },
      206: { description: 'The range.', content: BYTES, headers: { 'Content-Range': 'Which bytes these are.' } },
      304: { description: 'The copy at hand is the file.' },
    },
  },
} as const satisfies FastifySchema

/** Downloads of uploads and results: open to whoever knows the address, which cannot be guessed. */
export function mediaRoutes(context: ApiContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.route({
      method: ['GET', 'HEAD'],
      url: '/files/*',
      schema: DOWNLOAD,
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
  if (namesCopy(request.headers['if-none-match'], etag)) return describe(request, reply, file, etag).code(304).send()
  const range = wantedRange(request, file, etag)
  if (range === 'unsatisfiable') {
    reply.header('Content-Range', `bytes */${file.sizeBytes}`)
    throw new ServerError('range_not_satisfiable')
  }
  const body = request.method === 'HEAD' ? undefined : await context.house.files.open(file.key, range)
  const sizeBytes = range ? range.end - range.start + 1 : file.sizeBytes
  describe(request, reply, file, etag).code(range ? 206 : 200)
  reply.type(contentTypeOf(file.key)).header('Content-Length', String(sizeBytes))
  if (range) reply.header('Content-Range', `bytes ${range.start}-${range.end}/${file.sizeBytes}`)
  return reply.send(body)
}

/** A range of an older copy would be mixed into a newer one, so it counts only for the copy that the client has. */
function wantedRange(request: FastifyRequest, file: StoredFile, etag: string): ReturnType<typeof readRange> {
  const condition = request.headers['if-range']
  return condition === undefined || condition === etag ? readRange(request.headers.range, file.sizeBytes) : undefined
}

function describe(request: FastifyRequest, reply: FastifyReply, file: StoredFile, etag: string): FastifyReply {
  if (/[?&]download=1(&|$)/.test(request.url)) {
    // The name is the last part of a key, which never holds a quote.
    const name = file.key.slice(file.key.lastIndexOf('/') + 1)
    reply.header('Content-Disposition', `attachment; filename="${name}"`)
  }
  return reply.headers({
    'Accept-Ranges': 'bytes',
    'Cache-Control': `public, max-age=${WEEK_SECONDS}, immutable`,
    ETag: etag,
    // Callers choose what they upload: it must never run as a page of this origin.
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; media-src 'self'; sandbox",
    'Cross-Origin-Resource-Policy': 'cross-origin',
  })
}

/** A key is never used for two contents, so the key says it all. */
function etagOf(file: StoredFile): string {
  return `"${createHash('sha256').update(file.key).digest('base64url').slice(0, 22)}-${file.sizeBytes.toString(36)}"`
}
