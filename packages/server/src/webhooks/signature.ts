import { createHmac } from 'node:crypto'
import type { RandomBytes } from '../ids.ts'

const PREFIX = 'whsec_'

/** `whsec_` and 32 random bytes in base64, as receivers of the hosted service know them. */
export function newWebhookSecret(random: RandomBytes): string {
  return PREFIX + Buffer.from(random(32)).toString('base64')
}

/**
 * The signature of one attempt (API contract, section 4): HMAC-SHA256 over `id.timestamp.body`, in hex. The key is the
 * text after the prefix, as it stands and not decoded.
 */
export function signWebhook(
  secret: string,
  { id, timestamp, body }: { readonly id: string; readonly timestamp: string; readonly body: string },
): string {
  const key = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret
  return `v3,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('hex')}`
}
