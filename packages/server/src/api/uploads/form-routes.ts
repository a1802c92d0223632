import multipart, { type MultipartFile } from '@fastify/multipart'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest, FastifySchema } from 'fastify'
import { Type } from 'typebox'
import { ServerError } from '../../errors.ts'
import { REASONS } from '../../reasons.ts'
import type { ApiContext } from '../context.ts'
import { callerOf } from '../gate/authentication.ts'
import { contentTypeOf } from '../media/content-types.ts'
import { Success, success } from '../wavespeed/envelope.ts'
import { API, API_VERSIONS } from '../wavespeed/paths.ts'
import { kindOfContent, kindOfContentType } from './media-kind.ts'
import { safeFilename } from './safe-filename.ts'
import { FirstGenerationUpload, Upload } from './schemas.ts'
import { storeUpload } from './store-upload.ts'
import { uploadBody } from './upload-body.ts'

// A form's boundaries, headers and small fields; what is beyond them is the file.
const MAX_FORM_LINES_BYTES = 16_384

const FORM = {
  tags: ['Uploads'],
  errors: ['file_too_large', 'unsupported_media', 'upload_quota_exceeded'],
  openapi: {
    body: {
      'multipart/form-data': Type.Object({
        file: Type.Unsafe<Uint8Array>({ description: 'The file, with its name.' }),
      }),
    },
  },
} as const satisfies FastifySchema

const formSchema = (version: string) => ({
  ...FORM,
  summary: version === API ? 'Upload a file as a form' : 'Upload a file as a form, version 2',
  deprecated: version !== API,
  response: { 200: Success(Upload) },
})

const FIRST_GENERATION = {
  ...FORM,
  summary: 'Upload a file as a form, oldest path',
  deprecated: true,
  response: { 200: Success(FirstGenerationUpload) },
} as const satisfies FastifySchema

/** The older way to upload: the file as a part of a form, streamed into the store. */
export function formRoutes(context: ApiContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    await app.register(multipart, {
      // One byte more than the store takes, so that the store is the one to find it too large.
      limits: { files: 1, fileSize: context.settings.maxUploadBytes + 1, fields: 20, fieldSize: 10_000, parts: 21 },
      throwFileSizeLimit: false,
    })
    for (const version of API_VERSIONS) {
      app.post(`${version}/media/upload/binary`, { schema: formSchema(version) }, async (request) =>
        success(await storeForm(context, request)),
      )
    }
    app.post(`${API}/upload`, { schema: FIRST_GENERATION }, async (request) => {
      const upload = await storeForm(context, request)
      return success({ ...upload, url: upload.download_url })
    })
  }
}

async function storeForm(context: ApiContext, request: FastifyRequest) {
  const { settings, addresses } = context
  const part = await filePart(request)
  const filename = safeFilename(part.filename)
  const body = uploadBody(part.file)
  const { key, sizeBytes } = await storeUpload(context, callerOf(request).accountId, {
    filename,
    body: body.stream,
    maxBytes: settings.maxUploadBytes,
    leastBytes: Math.max(1, Number(request.headers['content-length'] ?? 0) - MAX_FORM_LINES_BYTES),
  })
  return {
    type: kindOfContent(body.leadingBytes()) ?? kindOfContentType(contentTypeOf(filename)),
    download_url: addresses.file(request, key),
    filename,
    size: sizeBytes,
  }
}

async function filePart(request: FastifyRequest): Promise<MultipartFile> {
  if (!request.isMultipart()) {
    throw new ServerError('unsupported_media', { expected: REASONS.form_body })
  }
  const part = await request.file().catch((cause: unknown) => {
    throw new ServerError('invalid_body', { detail: REASONS.form_unreadable }, { cause })
  })
  if (!part) throw new ServerError('invalid_body', { detail: REASONS.form_without_file })
  return part
}
