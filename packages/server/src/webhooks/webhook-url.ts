import { ServerError } from '../errors.ts'
import { REASONS } from '../reasons.ts'
import { fill } from '../sentence.ts'
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
  if (!(url instanceof URL)) throw new ServerError('webhook_refused', { reason: FAULTS[url] })
  if (url.protocol !== 'https:' && !permitted(url.hostname, portOf(url.protocol, url.port))) {
    throw new ServerError('webhook_refused', { reason: FAULTS.scheme })
  }
  url.hash = ''
  return url
}

/** The end of a sentence, one for each thing that can be wrong. */
const FAULTS: Readonly<Record<AddressFault | 'length', string>> = {
  malformed: REASONS.webhook_malformed,
  scheme: REASONS.webhook_scheme,
  credentials: REASONS.webhook_credentials,
  port: REASONS.webhook_port,
  private: REASONS.webhook_private,
  length: fill(REASONS.webhook_length, { most: MAX_URL_CHARACTERS }),
}
