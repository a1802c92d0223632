import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest, FastifySchema } from 'fastify'
import { Type } from 'typebox'
import { ServerError } from '../../errors.ts'
import type { StoredFile } from '../../store/files.ts'
import { fileOfPath } from '../addresses/file-path.ts'
import type { ApiContext } from '../context.ts'
import { contentTypeOf } from './content-types.ts'
import { FILE_ANSWERS, FILE_HEADERS, sendFile } from './send-file.ts'

const WEEK_SECONDS = 7 * 24 * 3600

// Whoever knows the address may fetch it, caches on the way too.
const KEPT = { cacheControl: `public, max-age=${WEEK_SECONDS}, immutable` }

const DOWNLOAD = {
  summary: 'Fetch an upload or a result',
  tags: ['Files'],
  errors: ['not_found', 'range_not_satisfiable'],
  openapi: {
    headers: FILE_HEADERS,
    query: Type.Object({
      download: Type.Optional(Type.Literal('1', { description: 'Ask browsers to save the file.' })),
    }),
    answers: FILE_ANSWERS,
  },
} as const satisfies FastifySchema

/** Downloads of uploads and results: open to whoever knows the address, which cannot be guessed. */
export function mediaRoutes(context: ApiContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.route({
      method: ['GET', 'HEAD'],
      url: '/files/*',
      schema: DOWNLOAD,
      handler: async (request, reply) => {
        const file = await requestedFile(context, request)
        // The name is the last part of a key, which never holds a quote.
        const name = file.key.slice(file.key.lastIndexOf('/') + 1)
        const attachment = /[?&]download=1(&|$)/.test(request.url) ? { attachment: name } : {}
        return sendFile(context.house.files, request, reply, {
          file,
          contentType: contentTypeOf(name),
          ...KEPT,
          ...attachment,
        })
      },
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
