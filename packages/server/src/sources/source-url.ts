import { isIP } from 'node:net'
import { JobError } from '../errors.ts'
import { isPublicAddress } from './address-policy.ts'
import type { HostPermission } from './allowed-hosts.ts'

/** Below it lie the services that were never meant to be asked for audio: mail, directories, remote shells. */
const FIRST_FREE_PORT = 1024

/**
 * What can be said against a URL before anything is resolved. Asked for the caller's URL and for every hop after it.
 * @throws JobError `source_refused`
 */
export function checkSourceUrl(text: string, permitted: HostPermission): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new JobError('source_refused')
  }
  const port = portOf(url.protocol, url.port)
  if (permitted(url.hostname, port)) return url
  if (port < FIRST_FREE_PORT && port !== 80 && port !== 443) throw new JobError('source_refused')
  const address = bareAddress(url.hostname)
  if (isIP(address) !== 0 && !isPublicAddress(address)) throw new JobError('source_refused')
  return url
}

export function portOf(protocol: string, port: string): number {
  return Number(port) || (protocol === 'https:' ? 443 : 80)
}

/** A URL writes IPv6 addresses in brackets; nobody else does. */
export function bareAddress(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1')
}
