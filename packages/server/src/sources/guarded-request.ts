import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { JobError } from '../errors.ts'
import { isLocalName, isPublicAddress } from './address-policy.ts'
import type { HostPermission } from './allowed-hosts.ts'
import type { Resolve } from './resolve.ts'
import { bareAddress, portOf } from './source-url.ts'

export interface RequestTimes {
  readonly connectMs: number
  /** Longest silence: before the head of the answer is there, and between pieces of its body. */
  readonly idleMs: number
}

export interface GuardedRequest {
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly permitted: HostPermission
  readonly resolve: Resolve
  readonly times: RequestTimes
  readonly signal: AbortSignal
}

// 16 KiB: what real servers send in front of a body is a tenth of it.
const MAX_HEAD_BYTES = 16 * 1024

// Real servers send one or two in front of their answer. Each costs memory, and there could be a million a second.
const MAX_INTERIM_ANSWERS = 16

/**
 * One request to a public address, on a socket of its own; redirects are the caller's. The decision is made while the socket
 * is opened and on the very address it is opened to, so a name that answers differently the second time gains nothing (DNS
 * rebinding). Resolves when the head of the answer is there; the caller destroys the answer when done with it.
 *
 * On Node's own client: undici 7 ends the whole process with an assertion when a server closes its side of a socket whose
 * body is read more slowly than it comes (nodejs/undici issue 5360), and the line that mends it needs Node 22.
 * @throws JobError `source_refused`, or the error of the network
 */
export function guardedRequest(url: URL, options: GuardedRequest): Promise<IncomingMessage> {
  const { method, headers, body, signal, times } = options
  const lookup = lookupFor(url, options)
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const request = send(url, { method, headers, lookup, signal, agent: false, maxHeaderSize: MAX_HEAD_BYTES })
    watchSilence(request, times)
    countInterimAnswers(request)
    // Stays for good: what is wrong behind the end of an answer is said here as well.
    request.on('error', reject)
    request.on('response', resolve)
    request.end(body)
  })
}

function lookupFor({ hostname, protocol, port }: URL, { permitted, resolve }: GuardedRequest): LookupFunction {
  if (permitted(hostname, portOf(protocol, port))) return guardedLookup(resolve, () => true)
  const address = bareAddress(hostname)
  // A socket to a literal address never asks the resolver.
  if (isLocalName(address) || (isIP(address) !== 0 && !isPublicAddress(address))) throw new JobError('source_refused')
  return guardedLookup(resolve, isPublicAddress)
}

/** Refuses a name if any of its addresses is not acceptable: which one a socket would take is not ours to say. */
export function guardedLookup(resolve: Resolve, acceptable: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const [first] = addresses
        if (!first) return callback(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '')
        if (!addresses.every(({ address }) => acceptable(address))) return callback(new JobError('source_refused'), '')
        return options.all ? callback(null, [...addresses]) : callback(null, first.address, first.family)
      },
      (error: Error) => callback(error, ''),
    )
  }
}

function watchSilence(request: ClientRequest, { connectMs, idleMs }: RequestTimes): void {
  const end = (): void => void request.destroy(timedOut())
  let patience = setTimeout(end, connectMs)
  request.on('finish', () => {
    clearTimeout(patience)
    patience = setTimeout(end, idleMs)
  })
  request.on('response', (answer) => {
    clearTimeout(patience)
    answer.setTimeout(idleMs, () => answer.destroy(timedOut()))
  })
  request.on('close', () => clearTimeout(patience))
}

function countInterimAnswers(request: ClientRequest): void {
  let seen = 0
  request.on('information', () => {
    seen += 1
    if (seen > MAX_INTERIM_ANSWERS) request.destroy(Object.assign(new Error('no end of it'), { code: 'HPE_INTERIM' }))
  })
}

function timedOut(): Error {
  return Object.assign(new Error('nothing was heard for too long'), { code: 'ETIMEDOUT' })
}
