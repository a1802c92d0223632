import { readFile } from 'node:fs/promises'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { ServerError } from '../../errors.ts'
import type { ApiContext } from '../context.ts'
import { contentSecurityPolicy } from './content-security-policy.ts'

const PAGE = new URL('../../../assets/page.html', import.meta.url)

/** The page for a person: one self-contained file, read anew for every visit. */
export function pageRoutes(context: ApiContext): FastifyPluginAsyncTypebox {
  const { settings, tools } = context
  const publicOrigin = settings.publicUrl === undefined ? undefined : new URL(settings.publicUrl).origin
  return async (app) => {
    app.get('/', { schema: { openapi: { hidden: true } } }, async (_request, reply) => {
      const html = await readFile(tools.page ?? PAGE, 'utf8').catch((cause: unknown) => {
        throw new ServerError('not_found', {}, { cause })
      })
      return reply
        .headers({
          'Content-Security-Policy': contentSecurityPolicy(html, publicOrigin),
          'X-Content-Type-Options': 'nosniff',
          'X-Frame-Options': 'DENY',
          'Referrer-Policy': 'no-referrer',
          'Cross-Origin-Opener-Policy': 'same-origin',
          'Cache-Control': 'no-cache',
        })
        .type('text/html; charset=utf-8')
        .send(html)
    })
  }
}
