import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifyRequest } from 'fastify'
import { ServerError } from '../../errors.ts'
import type { Prediction } from '../../jobs/prediction.ts'
import type { ApiContext } from '../context.ts'
import { callerOf } from '../gate/authentication.ts'
import { limitSubmits } from '../gate/submit-limit.ts'
import { success } from '../wavespeed/envelope.ts'
import { API_VERSIONS } from '../wavespeed/paths.ts'
import { answerWith } from './answer.ts'
import { answerSubmit } from './answer-submit.ts'
import { MAX_INLINE_BYTES } from './inline-clip.ts'
import { lookSchema, submitSchema } from './schemas.ts'
import { acceptSubmit } from './submission.ts'

// An inline clip in base64 is a third longer than its bytes; a mebibyte is left for everything else.
const MAX_SUBMIT_BYTES = Math.ceil((MAX_INLINE_BYTES * 4) / 3) + 1024 * 1024

/** Submit a task and look at it. Every path exists under both API versions. */
export function predictionRoutes(context: ApiContext): FastifyPluginAsyncTypebox {
  const onRequest = limitSubmits(context.house.submits)
  return async (app) => {
    for (const version of API_VERSIONS) {
      for (const path of ['/predictions/:id/result', '/predictions/:id']) {
        app.get(version + path, { schema: lookSchema(version + path) }, async (request) =>
          success(await answerWith(context, request, await findOwn(context, request, request.params.id))),
        )
      }
      app.post(
        `${version}/*`,
        { bodyLimit: MAX_SUBMIT_BYTES, schema: submitSchema(version), onRequest },
        async (request, reply) =>
          answerSubmit(context, request, reply, await acceptSubmit(context, request, request.params['*'])),
      )
    }
  }
}

async function findOwn(context: ApiContext, request: FastifyRequest, id: string): Promise<Prediction> {
  const prediction = await context.house.predictions.find(callerOf(request).accountId, id)
  if (!prediction) throw new ServerError('prediction_not_found')
  return prediction
}
