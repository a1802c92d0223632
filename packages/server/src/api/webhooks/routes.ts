import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import type { FastifySchema } from 'fastify'
import { Type } from 'typebox'
import { ServerError } from '../../errors.ts'
import type { ApiContext } from '../context.ts'
import { callerOf } from '../gate/authentication.ts'
import { Success, success } from '../wavespeed/envelope.ts'
import { API } from '../wavespeed/paths.ts'
import { Delivery, DeliveryPage, DeliveryQuery, presentDelivery, RotatedSecret, Secret } from './schemas.ts'

const tags = ['Webhooks'] as const

const GET_SECRET = {
  tags,
  summary: 'Get the webhook secret of this key',
  description: 'Made at the first call. Reports of tasks that were submitted with this key are signed with it.',
  response: { 200: Success(Secret) },
} as const satisfies FastifySchema

const ROTATE_SECRET = {
  tags,
  summary: 'Replace the webhook secret',
  description: 'The one before signs in a header of its own for a day. Called twice, a leaked secret is worth nothing.',
  response: { 200: Success(RotatedSecret) },
} as const satisfies FastifySchema

const LIST_DELIVERIES = {
  tags,
  summary: 'List webhook deliveries with their attempts',
  description: 'The newest first, of all keys of the account.',
  errors: ['prediction_not_found'],
  querystring: DeliveryQuery,
  response: { 200: Success(DeliveryPage) },
} as const satisfies FastifySchema

const REDELIVER = {
  tags,
  summary: 'Send a webhook again',
  description: 'As if for the first time, retries and all. One that is still pending stays as it is.',
  errors: ['delivery_not_found', 'delivery_spent'],
  params: Type.Object({ id: Type.String() }),
  response: { 200: Success(Delivery) },
} as const satisfies FastifySchema

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
