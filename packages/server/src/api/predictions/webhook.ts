import type { FastifyRequest } from 'fastify'
import { fieldFault } from '../../input-faults.ts'
import type { WebhookTarget } from '../../jobs/prediction.ts'
import { permitHosts } from '../../sources/allowed-hosts.ts'
import { readWebhookUrl } from '../../webhooks/webhook-url.ts'
import type { ApiContext } from '../context.ts'
import { invalid } from '../wavespeed/fields.ts'
import { webhookOfQuery } from '../wavespeed/webhook-query.ts'

/**
 * Whom to tell when the task has ended: the query's webhook, or else the body's.
 * @throws ServerError `webhook_refused`, or `invalid_parameter` together with base64 output, which no report can carry
 */
export function readWebhook(
  { settings, addresses }: ApiContext,
  request: FastifyRequest,
  { inBody, base64Output }: { readonly inBody: string; readonly base64Output: boolean },
): WebhookTarget | null {
  const text = webhookOfQuery(request.url) || inBody
  if (text === '') return null
  if (base64Output) throw invalid(fieldFault('enable_base64_output', 'not_with_webhook'))
  const url = readWebhookUrl(text, permitHosts(settings.allowedWebhookHosts))
  return { url: url.href, destination: url.host, serverUrl: addresses.base(request) }
}
