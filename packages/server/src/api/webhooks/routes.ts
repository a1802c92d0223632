import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Type } from 'typebox'
import { ServerError } from '../../errors.ts'
import type { ApiContext } from '../context.ts'
import { callerOf } from '../gate/authentication.ts'
import { Success, success } from '../wavespeed/envelope.ts'
import { API } from '../wavespeed/paths.ts'
import { Delivery, DeliveryPage, DeliveryQuery, presentDelivery, RotatedSecret, Secret } from './schemas.ts'

const tags = ['webhooks']

const GET_SECRET = {
  tags,
  summary: 'The secret that this key’s webhooks are signed with',
  response: { 200: Success(Secret) },
}

const ROTATE_SECRET = {
  tags,
  summary: 'Replace the webhook secret; the one before it stays valid for a day',
  response: { 200: Success(RotatedSecret) },
}

const LIST_DELIVERIES = {
  tags,
  summary: 'Webhook deliveries with their attempts, the newest first',
  querystring: DeliveryQuery,
  response: { 200: Success(DeliveryPage) },
}

const REDELIVER = {
  tags,
  summary: 'Send a webhook again',
  params: Type.Object({ id: Type.String() }),
  response: { 200: Success(Delivery) },
}

/** What a key's owner can see and do about webhooks. */
export function webhookRoutes({ house: { webhooks, predictions } }: ApiContext): FastifyPluginAsyncTypebox {
  return async (app) => {
    app.get(`${API}/webhook/secret`, { schema: GET_SECRET }, async (request) =>
      success({ secret: await webhooks.secret(callerOf(request).keyId) }),
    )

    app.post(`${API}/webhook/secret/rotate`, { schema: ROTATE_SECRET }, async (request) => {
      const { secret, previousValidUntil } = await webhooks.rotate(callerOf(request).keyId)
      return success({ secret, previous_valid_until: previousValidUntil?.toISOString() ?? null })
    })

    app.get(`${API}/webhook/deliveries`, { schema: LIST_DELIVERIES }, async (request) => {
      const { accountId } = callerOf(request)
      const { prediction_id: predictionId, status, page, page_size } = request.query
      if (predictionId !== undefined && !(await predictions.find(accountId, predictionId))) {
        throw new ServerError('prediction_not_found')
      }
      const found = await webhooks.deliveries(accountId, { predictionId, status, page, pageSize: page_size })
      return success({ page, page_size, total: found.total, items: found.items.map(presentDelivery) })
    })

    app.post(`${API}/webhook/deliveries/:id/redeliver`, { schema: REDELIVER }, async (request) =>
      success(presentDelivery(await webhooks.redeliver(callerOf(request).accountId, request.params.id))),
    )
  }
}
