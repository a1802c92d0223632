import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { ServerError } from '../../errors.ts'
import type { ApiContext } from '../context.ts'
import { callerOf } from '../gate/authentication.ts'
import { Success, success } from '../wavespeed/envelope.ts'
import { API_VERSIONS } from '../wavespeed/paths.ts'
import { PredictionObject } from '../wavespeed/prediction.ts'
import { answerWith } from './answer.ts'

// A body means nothing here, but HTTP libraries send "{}" or less.
const MAX_BODY_BYTES = 64 * 1024

/** Ours alone: breaks a task off. It ends as `failed`, the one state that every client takes for an end. */
export function cancelRoutes(context: ApiContext): FastifyPluginAsyncTypebox {
  const schema = { params: Type.Object({ id: Type.String() }), response: { 200: Success(PredictionObject) } }
  return async (app) => {
    takeAnyBody(app)
    for (const version of API_VERSIONS) {
      app.post(`${version}/predictions/:id/cancel`, { bodyLimit: MAX_BODY_BYTES, schema }, async (request) => {
        const prediction = await context.house.predictions.cancel(callerOf(request).accountId, request.params.id)
        if (!prediction) throw new ServerError('prediction_not_found')
        return success(await answerWith(context, request, prediction))
      })
    }
  }
}

/** Also a JSON body that is empty, which many clients announce when they have nothing to send. */
function takeAnyBody(app: Parameters<FastifyPluginAsyncTypebox>[0]): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, async () => undefined)
}
