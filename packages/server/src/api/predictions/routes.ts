import { Readable } from 'node:stream'
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ServerError } from '../../errors.ts'
import type { Prediction } from '../../jobs/prediction.ts'
import type { ApiContext } from '../context.ts'
import { callerOf } from '../gate/authentication.ts'
import { success } from '../wavespeed/envelope.ts'
import { API_VERSIONS } from '../wavespeed/paths.ts'
import { answerWith } from './answer.ts'
import { holdAnswer } from './hold-answer.ts'
import { MAX_INLINE_BYTES } from './inline-clip.ts'
import { lookSchema, submitSchema } from './schemas.ts'
import { acceptSubmit } from './submission.ts'

// An inline clip in base64 is a third longer than its bytes; a mebibyte is left for everything else.
const MAX_SUBMIT_BYTES = Math.ceil((MAX_INLINE_BYTES * 4) / 3) + 1024 * 1024

/** Submit a task and look at it. Every path exists under both API versions. */
export function predictionRoutes(context: ApiContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    for (const version of API_VERSIONS) {
      for (const path of ['/predictions/:id/result', '/predictions/:id']) {
        app.get(version + path, { schema: lookSchema(version + path) }, async (request) =>
          success(await answerWith(context, request, await findOwn(context, request, request.params.id))),
        )
      }
      app.post(
        `${version}/*`,
        { bodyLimit: MAX_SUBMIT_BYTES, schema: submitSchema(version) },
        async (request, reply) => {
          const { prediction, repeated, held } = await acceptSubmit(context, request, request.params['*'])
          if (repeated) reply.header('Idempotency-Replayed', 'true')
          if (!held) return success(await answerWith(context, request, prediction))
          return sendStream(reply, Readable.from(holdAnswer(context, request, reply.raw, prediction)))
        },
      )
    }
  }
}

/** The held answer has the shape of the schema too, but comes in pieces. */
function sendStream(reply: FastifyReply, json: Readable): FastifyReply {
  return reply.type('application/json').send(json)
}

async function findOwn(context: ApiContext, request: FastifyRequest, id: string): Promise<Prediction> {
  const prediction = await context.house.predictions.find(callerOf(request).accountId, id)
  if (!prediction) throw new ServerError('prediction_not_found')
  return prediction
}
