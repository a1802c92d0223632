import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ServerError } from '../../errors.ts'
import { readableSize } from '../../readable-size.ts'
import { REASONS } from '../../reasons.ts'
import { fill } from '../../sentence.ts'
import type { Settings } from '../../settings.ts'
import { failure } from '../wavespeed/envelope.ts'

/** Seconds that a client should let pass before it asks a server again that starts or stops. */
const RETRY_AFTER_SECONDS = 2

/** Gives every failure the one envelope: our own errors, the framework's, and those nobody foresaw. */
export function answerErrors(
  app: FastifyInstance,
  { creditErrorUnder200 }: Pick<Settings, 'creditErrorUnder200'>,
): void {
  app.setErrorHandler((error, request, reply) => {
    if (creditErrorUnder200 && error instanceof ServerError && error.code === 'insufficient_credits') {
      const { data: _, ...rest } = failure(error)
      return reply
        .code(200)
        .type('application/json')
        .send({ ...rest, code: 400 })
    }
    return sendFailure(error, request, reply)
  })
  app.setNotFoundHandler((request, reply) => sendFailure(new ServerError('not_found'), request, reply))
}

export function sendFailure(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const answer = asServerError(error, request)
  if (answer.code === 'internal') request.log.error({ err: error }, 'request failed')
  if (answer.code === 'unauthorized') reply.header('WWW-Authenticate', 'Bearer')
  if (answer.retryAfterSeconds !== undefined) reply.header('Retry-After', answer.retryAfterSeconds)
  if (answer.code === 'unavailable') reply.header('Retry-After', String(RETRY_AFTER_SECONDS))
  return reply.code(answer.status).type('application/json').send(failure(answer))
}

function asServerError(error: unknown, request: FastifyRequest): ServerError {
  if (error instanceof ServerError) return error
  const { code, statusCode } = frameworkError(error)
  switch (code) {
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return new ServerError('invalid_body', { detail: REASONS.body_no_object })
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return bodyTooLarge(request)
    // The caller hung up on an answer that was still being sent: no fault of ours, and nobody reads this any more.
    case 'ERR_STREAM_PREMATURE_CLOSE':
      return new ServerError('invalid_body', { detail: REASONS.hung_up }, { cause: error })
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return new ServerError('unsupported_media', { expected: REASONS.json_body })
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new ServerError('not_found')
    default:
      return statusCode >= 400 && statusCode < 500
        ? new ServerError('invalid_body', { detail: REASONS.not_understood }, { cause: error })
        : new ServerError('internal', {}, { cause: error })
  }
}

/** Only a clip makes a JSON body so large. */
function bodyTooLarge(request: FastifyRequest): ServerError {
  const size = readableSize(request.routeOptions.bodyLimit ?? request.server.initialConfig.bodyLimit ?? 0)
  return new ServerError('body_too_large', { limit: fill(REASONS.body_limit, { size }) })
}

function frameworkError(error: unknown): { readonly code: string; readonly statusCode: number } {
  if (typeof error !== 'object' || error === null) return { code: '', statusCode: 500 }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const statusCode = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500
  return { code, statusCode }
}
