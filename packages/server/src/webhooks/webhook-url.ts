import { ServerError } from '../errors.ts'
import type { HostPermission } from '../sources/allowed-hosts.ts'
import { type AddressFault, portOf, readAddress } from '../sources/source-url.ts'

// Servers, proxies and logs agree on this length and on no longer one.
const MAX_URL_CHARACTERS = 2_048

/**
 * What can be said about a callback before its name is resolved; that is done anew at each attempt.
 * @param permitted hosts that may be private, and may be spoken to in plain http
 * @throws ServerError `webhook_refused`
 */
export function readWebhookUrl(text: string, permitted: HostPermission): URL {
  const url = text.length > MAX_URL_CHARACTERS ? 'length' : readAddress(text.trim(), permitted)
  if (!(url instanceof URL)) throw new ServerError('webhook_refused', { reason: REASONS[url] })
  if (url.protocol !== 'https:' && !permitted(url.hostname, portOf(url.protocol, url.port))) {
    throw new ServerError('webhook_refused', { reason: REASONS.scheme })
  }
  url.hash = ''
  return url
}

/** The end of a sentence, one for each thing that can be wrong. */
const REASONS: Readonly<Record<AddressFault | 'length', string>> = {
  malformed: 'it is not a URL.',
  scheme: 'it must begin with https://. The operator can allow plain http with RETIMBRE_ALLOW_WEBHOOK_HOSTS.',
  credentials: 'it must not contain a user name or a password. Verify the signature instead.',
  port: 'this server does not call that port.',
  private: 'it points to a private address. The operator can allow it with RETIMBRE_ALLOW_WEBHOOK_HOSTS.',
  length: `it is longer than ${MAX_URL_CHARACTERS} characters.`,
}
