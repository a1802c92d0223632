import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifySchema } from 'fastify'
import { Type } from 'typebox'
import { ServerError } from '../../errors.ts'
import type { ApiContext } from '../context.ts'
import { callerOf } from '../gate/authentication.ts'
import { Success, success } from '../wavespeed/envelope.ts'
import { API, API_VERSIONS } from '../wavespeed/paths.ts'
import { PredictionObject } from '../wavespeed/prediction.ts'
import { answerWith } from './answer.ts'

// A body means nothing here, but HTTP libraries send "{}" or less.
const MAX_BODY_BYTES = 64 * 1024

/** Ours alone: breaks a task off. It ends as `failed`, the one state that every client takes for an end. */
export function cancelRoutes(context: ApiContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    takeAnyBody(app)
    for (const version of API_VERSIONS) {
      app.post(
        `${version}/predictions/:id/cancel`,
        { bodyLimit: MAX_BODY_BYTES, schema: cancelSchema(version) },
        async (request) => {
          const prediction = await context.house.predictions.cancel(callerOf(request).accountId, request.params.id)
          if (!prediction) throw new ServerError('prediction_not_found')
          return success(await answerWith(context, request, prediction))
        },
      )
    }
  }
}

const cancelSchema = (version: string) =>
  ({
    summary: version === API ? 'Cancel a task' : 'Cancel a task, version 2',
    description: 'It ends as `failed` within one step of its engine, and its price is given back.',
    tags: ['Predictions'],
    deprecated: version !== API,
    errors: ['prediction_not_found'],
    params: Type.Object({ id: Type.String({ description: 'Id of the prediction.' }) }),
    response: { 200: Success(PredictionObject) },
  }) as const satisfies FastifySchema

/** Also a JSON body that is empty, which many clients announce when they have nothing to send. */
function takeAnyBody(app: Parameters<FastifyPluginAsyncTypebox>[0]): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, async () => undefined)
}
