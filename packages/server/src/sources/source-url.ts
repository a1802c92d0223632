import { isIP } from 'node:net'
import { JobError } from '../errors.ts'
import { isLocalName, isPublicAddress } from './address-policy.ts'
import type { HostPermission } from './allowed-hosts.ts'

/** Below it lie the services that were never meant to be spoken to in HTTP: mail, directories, remote shells. */
const FIRST_FREE_PORT = 1024

/** What can be said against an address before any name is resolved. */
export type AddressFault = 'malformed' | 'scheme' | 'credentials' | 'port' | 'private'

/** The URL behind a text, or why nothing is sent there. Asked for a caller's URL and for every hop after it. */
export function readAddress(text: string, permitted: HostPermission): URL | AddressFault {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url) return 'malformed'
  if (!/^https?:$/.test(url.protocol)) return 'scheme'
  if (url.username !== '' || url.password !== '') return 'credentials'
  const port = portOf(url.protocol, url.port)
  if (permitted(url.hostname, port)) return url
  if (port < FIRST_FREE_PORT && port !== 80 && port !== 443) return 'port'
  const address = bareAddress(url.hostname)
  if (isLocalName(address) || (isIP(address) !== 0 && !isPublicAddress(address))) return 'private'
  return url
}

/** @throws JobError `source_refused` */
export function checkSourceUrl(text: string, permitted: HostPermission): URL {
  const url = readAddress(text, permitted)
  if (!(url instanceof URL)) throw new JobError('source_refused')
  return url
}

export function portOf(protocol: string, port: string): number {
  return Number(port) || (protocol === 'https:' ? 443 : 80)
}

/** A URL writes IPv6 addresses in brackets; nobody else does. */
export function bareAddress(hostname: string): string {
  return hostname.replace(/^\[(.*)\]$/, '$1')
}
