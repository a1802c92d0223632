import { webhookBody } from '../api/wavespeed/webhook-body.ts'
import type { Prediction } from '../jobs/prediction.ts'
import { VERSION } from '../version.ts'
import type { WebhookRequest } from './call.ts'
import type { SigningSecrets } from './secrets.ts'
import { signWebhook } from './signature.ts'

/**
 * The report of a prediction's end, signed for `now`. While a rotated secret is still valid, its signature goes into a
 * header of its own: receivers compare the documented one as a whole, so a second value in there would break them.
 */
export function signedRequest(
  prediction: Prediction,
  { current, previous }: SigningSecrets,
  now: Date,
): WebhookRequest | undefined {
  const { id, webhook } = prediction
  if (!webhook) return undefined
  const timestamp = String(Math.floor(now.getTime() / 1000))
  const body = webhookBody(prediction, webhook.serverUrl)
  const message = { id, timestamp, body }
  return {
    url: webhook.url,
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': `retimbre/${VERSION}`,
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signWebhook(current, message),
      ...(previous !== undefined && { 'webhook-signature-previous': signWebhook(previous, message) }),
    },
  }
}
