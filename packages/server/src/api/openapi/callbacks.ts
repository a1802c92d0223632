import { PredictionObject } from '../wavespeed/prediction.ts'
import type { Components } from './components.ts'
import type { Parameter, PathItem } from './document-types.ts'

/** What this server sends of its own accord (API contract, section 4). */
export function describeCallbacks(components: Components): Readonly<Record<string, PathItem>> {
  return {
    predictionEnded: {
      post: {
        operationId: 'predictionEnded',
        summary: 'A task has ended',
        description:
          'Sent to the address that the submit named as `webhook`, once the task is `completed` or `failed`. The body is ' +
          'the prediction itself, without the envelope. Check the signature over the raw bytes of the body, refuse a ' +
          'timestamp that is more than 300 seconds off, and expect the same `webhook-id` more than once.',
        tags: ['Webhooks'],
        security: [],
        parameters: HEADERS,
        requestBody: {
          required: true,
          content: { 'application/json': { schema: components.use(PredictionObject) } },
        },
        responses: {
          '2XX': { description: 'Taken in. Anything else, or no answer in time, is tried again later.' },
        },
      },
    },
  }
}

const SIGNATURE = { type: 'string', pattern: '^v3,[0-9a-f]{64}$' }

const HEADERS: readonly Parameter[] = [
  {
    name: 'webhook-id',
    in: 'header',
    required: true,
    description: 'Id of the task; the same on every attempt.',
    schema: { type: 'string' },
  },
  {
    name: 'webhook-timestamp',
    in: 'header',
    required: true,
    description: 'When this attempt was made, in Unix seconds.',
    schema: { type: 'string', pattern: '^\\d+$' },
  },
  {
    name: 'webhook-signature',
    in: 'header',
    required: true,
    description:
      '`v3,` and the lower-case hex HMAC-SHA256 of `webhook-id.webhook-timestamp.body`. Its key is the text of the ' +
      'webhook secret behind `whsec_`, as it stands and not decoded.',
    schema: SIGNATURE,
  },
  {
    name: 'webhook-signature-previous',
    in: 'header',
    required: false,
    description: 'For a day after the secret was replaced: the same, by the secret before.',
    schema: SIGNATURE,
  },
]
