import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { ServerError } from '../../errors.ts'
import type { ApiContext } from '../context.ts'
import { takenCoding } from '../media/accept-encoding.ts'
import { namesCopy } from '../media/if-none-match.ts'
import { type BuiltFile, builtFolder, CODINGS, openBuiltPage } from './built-page.ts'
import { securityHeaders } from './security-headers.ts'
import { UNBUILT_PAGE } from './unbuilt-page.ts'

/** Addresses of the page, which finds out by itself what to show; some are those of the hosted service's web site. */
export const PAGE_ADDRESSES = [
  ...['/', '/play', '/play/*', '/models', '/models/*', '/history', '/predictions'],
  ...['/keys', '/accesskey', '/billing', '/top-up', '/dashboard'],
] as const

const YEAR_SECONDS = 31_536_000
const schema = { openapi: { hidden: true } } as const

/** The page for a person, as Vite has built it. */
export function pageRoutes({ settings, tools }: ApiContext): FastifyPluginAsyncTypebox {
  const headers = securityHeaders(settings.publicUrl === undefined ? undefined : new URL(settings.publicUrl).origin)
  const page = openBuiltPage(tools.page ?? builtFolder())
  return async (app) => {
    for (const address of PAGE_ADDRESSES) {
      app.get(address, { schema }, async (request, reply) => {
        const index = await page.index()
        reply.headers({ ...headers, 'Cache-Control': 'no-cache' })
        if (index) return sendFile(request, reply, index)
        return reply.code(503).type('text/html; charset=utf-8').send(UNBUILT_PAGE)
      })
    }
    app.get(
      '/assets/*',
      { schema: { ...schema, params: Type.Object({ '*': Type.String() }) } },
      async (request, reply) => {
        const file = await page.asset(request.params['*'])
        if (!file) throw new ServerError('not_found')
        // A name has a hash of the content in it.
        reply.headers({ ...headers, 'Cache-Control': `public, max-age=${YEAR_SECONDS}, immutable` })
        return sendFile(request, reply, file)
      },
    )
  }
}

async function sendFile(request: FastifyRequest, reply: FastifyReply, file: BuiltFile): Promise<FastifyReply> {
  reply.headers({ ETag: `W/${file.etag}`, Vary: 'Accept-Encoding' })
  if (namesCopy(request.headers['if-none-match'], file.etag)) return reply.code(304).send()
  reply.type(file.contentType)
  const coding = file.coded && takenCoding(request.headers['accept-encoding'], CODINGS)
  if (coding === undefined) return reply.send(file.bytes)
  return reply.header('Content-Encoding', coding).send(await file.coded?.(coding))
}
