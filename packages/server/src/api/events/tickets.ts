import type { Clock } from '../../clock.ts'
import { type RandomBytes, randomToken } from '../../ids.ts'
import type { Caller } from '../../ports.ts'
import { secretHash } from '../../store/secret-hash.ts'

// 10 min, the life of a stream: a browser that lost its connection comes back with the same ticket. An address is easily
// passed on, so no longer.
const LIFETIME_MS = 600_000

// About 3 MB; beyond it the oldest goes, and its page asks for a new one.
const MOST_TICKETS = 10_000

/** What lets a browser's EventSource, which cannot send a key, watch one prediction for a while. */
export interface EventTickets {
  issue(caller: Caller, predictionId: string): { readonly ticket: string; readonly expiresAt: Date }
  /** The caller it was given to; `undefined` for an unknown or expired one, and for another prediction's. */
  redeem(ticket: string, predictionId: string): Caller | undefined
}

interface Issued {
  readonly caller: Caller
  readonly predictionId: string
  readonly expiresAt: Date
}

/** They live in this process alone; after a restart a page asks for a new one. */
export function openEventTickets({
  clock,
  random,
}: {
  readonly clock: Clock
  readonly random: RandomBytes
}): EventTickets {
  const issued = new Map<string, Issued>()
  const forgetSurplus = (): void => {
    for (const [hash, { expiresAt }] of issued) {
      if (issued.size < MOST_TICKETS && expiresAt > clock()) return
      issued.delete(hash)
    }
  }
  return {
    issue(caller, predictionId) {
      forgetSurplus()
      const ticket = randomToken(random, 32)
      const expiresAt = new Date(clock().getTime() + LIFETIME_MS)
      issued.set(secretHash(ticket), { caller, predictionId, expiresAt })
      return { ticket, expiresAt }
    },
    redeem(ticket, predictionId) {
      const found = issued.get(secretHash(ticket))
      return found?.predictionId === predictionId && found.expiresAt > clock() ? found.caller : undefined
    },
  }
}
