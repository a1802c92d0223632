import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { takenCoding } from '../media/accept-encoding.ts'
import { namesCopy } from '../media/if-none-match.ts'
import type { RouteNotes } from '../openapi/route-notes.ts'

/** What a route that answers so says of itself. */
export const TAGGED_JSON = {
  headers: Type.Object({
    'If-None-Match': Type.Optional(Type.String({ description: 'The `ETag` of a copy that the client has.' })),
  }),
  answers: { 304: { description: 'The copy that the client has is still the same.' } },
} as const satisfies RouteNotes

const compressed = promisify(gzip)

/**
 * Sends JSON that clients keep: with a tag by which they ask whether it is still the same, and compressed for those who
 * take that. Only for what holds no secret, since the length of a compressed answer tells about its content.
 */
export async function sendTaggedJson(
  request: FastifyRequest,
  reply: FastifyReply,
  json: string,
): Promise<FastifyReply> {
  const tag = `"${createHash('sha256').update(json).digest('base64url').slice(0, 22)}"`
  // "no-cache" lets clients keep it and makes them ask: what is installed here changes at any time. The tag is weak, as it
  // is the same for both codings.
  reply.headers({ ETag: `W/${tag}`, 'Cache-Control': 'private, no-cache', Vary: 'Accept-Encoding' })
  if (namesCopy(request.headers['if-none-match'], tag)) return reply.code(304).send()
  reply.type('application/json')
  if (takenCoding(request.headers['accept-encoding'], ['gzip']) === undefined) return reply.send(json)
  return reply.header('Content-Encoding', 'gzip').send(await compressed(json))
}
