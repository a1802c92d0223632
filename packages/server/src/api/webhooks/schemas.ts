import { type Static, Type } from 'typebox'
import type { WebhookDelivery, WebhookDeliveryStatus } from '../../ports.ts'

/** Page sizes and their default, as in the other lists. */
const MAX_PAGE_SIZE = 100
const MAX_PAGE = 1_000_000

const Status = Type.Unsafe<WebhookDeliveryStatus>({ type: 'string', enum: ['pending', 'delivered', 'failed'] })

export const Secret = Type.Object({ secret: Type.String({ description: 'whsec_ and 32 bytes in base64.' }) })

export const RotatedSecret = Type.Object({
  secret: Type.String(),
  previous_valid_until: Type.Union([Type.String(), Type.Null()], {
    description: 'Until then the secret before it signs in the header webhook-signature-previous.',
  }),
})

export const DeliveryQuery = Type.Object({
  prediction_id: Type.Optional(Type.String({ maxLength: 64 })),
  status: Type.Optional(Status),
  page: Type.Integer({ default: 1, minimum: 1, maximum: MAX_PAGE }),
  page_size: Type.Integer({ default: MAX_PAGE_SIZE, minimum: 1, maximum: MAX_PAGE_SIZE }),
})

export const Delivery = Type.Object({
  id: Type.String({ description: 'Of the delivery and of the prediction, and the receiver’s webhook-id.' }),
  prediction_id: Type.String(),
  url: Type.String({ description: 'Without its query, which may hold a secret.' }),
  status: Status,
  created_at: Type.String(),
  next_attempt_at: Type.Union([Type.String(), Type.Null()]),
  attempts: Type.Array(
    Type.Object({
      started_at: Type.String(),
      duration_ms: Type.Integer(),
      http_status: Type.Union([Type.Integer(), Type.Null()]),
      reason: Type.String({ description: 'Why it failed; empty when it did not.' }),
    }),
  ),
})

export const DeliveryPage = Type.Object({
  page: Type.Integer(),
  page_size: Type.Integer(),
  total: Type.Integer(),
  items: Type.Array(Delivery),
})

export function presentDelivery(delivery: WebhookDelivery): Static<typeof Delivery> {
  return {
    id: delivery.predictionId,
    prediction_id: delivery.predictionId,
    url: withoutQuery(delivery.url),
    status: delivery.status,
    created_at: delivery.createdAt.toISOString(),
    next_attempt_at: delivery.nextAttemptAt?.toISOString() ?? null,
    attempts: delivery.attempts.map(({ startedAt, durationMs, httpStatus, reason }) => ({
      started_at: startedAt.toISOString(),
      duration_ms: durationMs,
      http_status: httpStatus,
      reason: reason ?? '',
    })),
  }
}

function withoutQuery(url: string): string {
  const [address = '', query] = url.split('?')
  return query === undefined ? address : `${address}?…`
}
