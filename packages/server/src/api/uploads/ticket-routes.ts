import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifySchema } from 'fastify'
import { ServerError } from '../../errors.ts'
import { readableSize } from '../../readable-size.ts'
import type { ApiContext } from '../context.ts'
import { callerOf } from '../gate/authentication.ts'
import { contentTypeOf, UNKNOWN_CONTENT_TYPE } from '../media/content-types.ts'
import { Success, success } from '../wavespeed/envelope.ts'
import { API } from '../wavespeed/paths.ts'
import { kindOfContentType } from './media-kind.ts'
import { safeFilename } from './safe-filename.ts'
import { Ticket, TicketRequest } from './schemas.ts'

const TICKET = {
  summary: 'Ask for a place to upload to',
  description:
    'Then send the bytes with `PUT` to `upload.url`, with exactly the headers in `upload.headers` and no key. ' +
    'The file is at `download_url` from then on.',
  tags: ['Uploads'],
  errors: ['file_too_large', 'upload_quota_exceeded'],
  body: TicketRequest,
  response: { 200: Success(Ticket) },
} as const satisfies FastifySchema

/** First step of an upload: a place for one file of a known size, and the address to send it to. */
export function ticketRoutes(context: ApiContext): FastifyPluginAsyncTypebox {
  const { house, settings, addresses } = context
  return async (app) => {
    app.post(`${API}/media/uploads`, { schema: TICKET }, async (request) => {
      const { size } = request.body
      if (size > settings.maxUploadBytes) {
        throw new ServerError('file_too_large', { limit: readableSize(settings.maxUploadBytes) })
      }
      const filename = safeFilename(request.body.filename)
      const contentType = usableContentType(request.body.content_type)
      const { ticket, secret } = await house.uploads.createTicket(callerOf(request).accountId, {
        filename,
        sizeBytes: size,
        contentType,
      })
      return success({
        type: kindOfContentType(contentType ?? contentTypeOf(filename)),
        download_url: addresses.file(request, ticket.fileKey),
        filename,
        size,
        upload: {
          method: 'PUT' as const,
          url: addresses.upload(request, ticket.id, secret),
          headers: { 'Content-Type': contentType ?? UNKNOWN_CONTENT_TYPE, 'If-None-Match': '*' },
          expires_at: ticket.expiresAt.toISOString(),
        },
      })
    })
  }
}

/** The sender is told to repeat it as a header, so anything that is no plain content type counts as not given. */
function usableContentType(claimed: string | undefined): string | undefined {
  return claimed !== undefined && /^[\w.+-]+\/[\w.+-]+(\s*;\s*[\w.+-]+=[\w.+-]+)*$/.test(claimed) ? claimed : undefined
}
