import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { ServerError } from '../../errors.ts'
import type { FileStore, StoredFile } from '../../store/files.ts'
import { readRange } from './byte-range.ts'
import { namesCopy } from './if-none-match.ts'

const BYTES = { '*/*': Type.Unsafe<Uint8Array>({ description: 'The bytes, with the content type of the file.' }) }

/** Request headers that mean something where a file is sent. */
export const FILE_HEADERS = Type.Object({
  Range: Type.Optional(Type.String({ description: 'One range of bytes.' })),
  'If-Range': Type.Optional(Type.String({ description: 'The `ETag` that the range belongs to.' })),
  'If-None-Match': Type.Optional(Type.String({ description: 'The `ETag` of the copy at hand.' })),
})

export const FILE_ANSWERS = {
  200: { description: 'The whole file.', content: BYTES },
  206: { description: 'The range.', content: BYTES, headers: { 'Content-Range': 'Which bytes these are.' } },
  304: { description: 'The copy at hand is the file.' },
} as const

export interface SentFile {
  readonly file: StoredFile
  readonly contentType: string
  readonly cacheControl: string
  /** The name to save it under, without quotes; browsers show the file when absent. */
  readonly attachment?: string
}

/** Sends a file, a range of it, or word that the copy at hand is the file. @throws ServerError `range_not_satisfiable` */
export async function sendFile(
  files: FileStore,
  request: FastifyRequest,
  reply: FastifyReply,
  sent: SentFile,
): Promise<FastifyReply> {
  const { file } = sent
  const etag = etagOf(file)
  if (namesCopy(request.headers['if-none-match'], etag)) return describe(reply, sent, etag).code(304).send()
  const range = wantedRange(request, file, etag)
  if (range === 'unsatisfiable') {
    reply.header('Content-Range', `bytes */${file.sizeBytes}`)
    throw new ServerError('range_not_satisfiable')
  }
  // The framework takes no body at all for one of no length.
  const body = request.method === 'HEAD' ? Readable.from([]) : await files.open(file.key, range)
  const sizeBytes = range ? range.end - range.start + 1 : file.sizeBytes
  describe(reply, sent, etag).code(range ? 206 : 200)
  reply.type(sent.contentType).header('Content-Length', String(sizeBytes))
  if (range) reply.header('Content-Range', `bytes ${range.start}-${range.end}/${file.sizeBytes}`)
  return reply.send(body)
}

/** A range of an older copy would be mixed into a newer one, so it counts only for the copy that the client has. */
function wantedRange(request: FastifyRequest, file: StoredFile, etag: string): ReturnType<typeof readRange> {
  const condition = request.headers['if-range']
  return condition === undefined || condition === etag ? readRange(request.headers.range, file.sizeBytes) : undefined
}

function describe(reply: FastifyReply, { cacheControl, attachment }: SentFile, etag: string): FastifyReply {
  if (attachment !== undefined) reply.header('Content-Disposition', `attachment; filename="${attachment}"`)
  return reply.headers({
    'Accept-Ranges': 'bytes',
    'Cache-Control': cacheControl,
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
