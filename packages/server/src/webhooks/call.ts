import type { IncomingMessage } from 'node:http'
import { ServerError } from '../errors.ts'
import { REASONS } from '../reasons.ts'
import { fill } from '../sentence.ts'
import { type HostPermission, permitHosts } from '../sources/allowed-hosts.ts'
import { guardedRequest, type RequestTimes } from '../sources/guarded-request.ts'
import { dnsResolve, type Resolve, systemResolve } from '../sources/resolve.ts'
import { portOf } from '../sources/source-url.ts'
import { networkReason, refusalIn } from '../sources/unreachable.ts'
import type { Attempt } from './delivery-queue.ts'
import { readWebhookUrl } from './webhook-url.ts'

export interface CallLimits extends RequestTimes {
  /** For the whole attempt, from the look-up of the name to the end of the answer. */
  readonly totalMs: number
  /** As much of the answer is read and thrown away; whoever sends more is hung up on. */
  readonly maxAnswerBytes: number
}

export const CALL_LIMITS: CallLimits = {
  // The documented window. A receiver that does its work before it answers should answer first.
  totalMs: 15_000,
  connectMs: 10_000,
  idleMs: 15_000,
  // Receivers say "ok". Reading that to its end spares them an error in their log; nobody looks at it here.
  maxAnswerBytes: 64 * 1024,
}

export interface CallOptions {
  /** Hosts that may be private, and may be spoken to in plain http. */
  readonly allowedHosts: readonly string[]
  readonly resolve?: Resolve | undefined
  readonly limits?: CallLimits | undefined
}

export interface WebhookRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/**
 * One POST to a receiver, under the address guard, on a socket of its own. Never rejects: whatever happens is the outcome.
 * A redirect is an answer like any other that is not 2xx.
 */
export async function callWebhook(
  { url, headers, body }: WebhookRequest,
  { allowedHosts, resolve, limits = CALL_LIMITS }: CallOptions,
  signal: AbortSignal,
): Promise<Pick<Attempt, 'httpStatus' | 'reason'>> {
  const permitted = permitHosts(allowedHosts)
  const deadline = AbortSignal.timeout(limits.totalMs)
  const untilEnd = { times: limits, signal: AbortSignal.any([signal, deadline]) }
  try {
    const target = readWebhookUrl(url, permitted)
    const guard = { permitted, resolve: resolve ?? resolverFor(target, permitted) }
    const answer = await guardedRequest(target, { method: 'POST', headers, body, ...guard, ...untilEnd })
    await drain(answer, limits.maxAnswerBytes)
    return outcomeOf(answer.statusCode ?? 0)
  } catch (error) {
    return { httpStatus: null, reason: deadline.aborted ? REASONS.webhook_silent : reasonOf(error) }
  }
}

/** A host that the operator named may stand in a hosts file; all others are public, so the name servers know them. */
function resolverFor({ hostname, protocol, port }: URL, permitted: HostPermission): Resolve {
  return permitted(hostname, portOf(protocol, port)) ? systemResolve : dnsResolve
}

/** The status has been given by now, so it counts whatever becomes of the rest. */
async function drain(answer: IncomingMessage, maxBytes: number): Promise<void> {
  let sizeBytes = 0
  try {
    for await (const chunk of answer) {
      sizeBytes += chunk.length
      if (sizeBytes > maxBytes) break
    }
  } catch {
    // It broke off, or took too long.
  } finally {
    answer.destroy()
  }
}

function outcomeOf(httpStatus: number): Pick<Attempt, 'httpStatus' | 'reason'> {
  if (httpStatus >= 200 && httpStatus < 300) return { httpStatus, reason: null }
  const redirected = httpStatus >= 300 && httpStatus < 400
  return {
    httpStatus,
    reason: redirected ? REASONS.webhook_redirected : fill(REASONS.webhook_answer, { status: httpStatus }),
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof ServerError) return error.message
  if (refusalIn(error)) return REASONS.webhook_forbidden
  const reason = networkReason(error)
  return reason.charAt(0).toUpperCase() + reason.slice(1)
}
