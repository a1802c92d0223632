import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest, FastifySchema } from 'fastify'
import { Type } from 'typebox'
import { ServerError } from '../../errors.ts'
import type { UploadTicket } from '../../ports.ts'
import { readableSize } from '../../readable-size.ts'
import type { ApiContext } from '../context.ts'
import { Success, success } from '../wavespeed/envelope.ts'
import { uploadBody } from './upload-body.ts'

const PUT = {
  summary: 'Send the bytes of an upload',
  description: 'To the address of a ticket, which is good for one file of the size that was declared.',
  tags: ['Uploads'],
  errors: ['ticket_expired', 'file_exists', 'file_too_large', 'size_mismatch'],
  params: Type.Object({ id: Type.String() }),
  querystring: Type.Object({ sig: Type.String({ default: '', description: 'Proves that the upload was promised.' }) }),
  response: { 200: Success(Type.Object({ download_url: Type.String() })) },
  openapi: {
    body: { '*/*': Type.Unsafe<Uint8Array>({ description: 'The bytes of the file.' }) },
    headers: Type.Object({ 'If-None-Match': Type.Optional(Type.Literal('*')) }),
  },
} as const satisfies FastifySchema

/** Second step of an upload: the bytes themselves. The secret in the address is all the authority it needs. */
export function putRoutes(context: ApiContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    // The body is taken from the socket as it comes, whatever it calls itself, even if that is no content type at all.
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', (_request, _payload, done) => done(null))
    app.put(
      '/uploads/put/:id',
      {
        schema: PUT,
        onRequest: async (request) => {
          request.raw.headers['content-type'] = 'application/octet-stream'
        },
      },
      async (request) => {
        const ticket = await openTicket(context, request.params.id, request.query.sig)
        await storeBody(context, request, ticket)
        return success({ download_url: context.addresses.file(request, ticket.fileKey) })
      },
    )
  }
}

async function openTicket(context: ApiContext, id: string, secret: string): Promise<UploadTicket> {
  const ticket = await context.house.uploads.findTicket(id, secret)
  if (!ticket || ticket.expiresAt <= context.tools.clock()) throw new ServerError('ticket_expired')
  if (ticket.stored) throw new ServerError('file_exists')
  return ticket
}

/** Leaves nothing behind unless exactly the declared number of bytes arrived. */
async function storeBody(context: ApiContext, request: FastifyRequest, ticket: UploadTicket): Promise<void> {
  const { files, uploads } = context.house
  const { declaredSizeBytes, fileKey } = ticket
  const announcedBytes = Number(request.headers['content-length'] ?? declaredSizeBytes)
  if (announcedBytes > declaredSizeBytes) {
    throw new ServerError('file_too_large', { limit: readableSize(declaredSizeBytes) })
  }
  await files.put(fileKey, uploadBody(request.raw).stream, declaredSizeBytes, declaredSizeBytes)
  await uploads.markStored(ticket.id, declaredSizeBytes)
}
