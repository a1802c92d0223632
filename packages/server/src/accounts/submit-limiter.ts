import type { Clock } from '../clock.ts'
import type { Caller, SubmitLimiter } from '../ports.ts'

const MINUTE_MS = 60_000

// 10,000 buckets are about a megabyte. A full one says the same as none, so those go first; only as many keys as submit at
// the same time are left.
const MAX_BUCKETS = 10_000

/** As much as a minute brings in, filled evenly; each submit takes one. */
interface Bucket {
  tokens: number
  filledAtMs: number
}

interface Limit {
  readonly name: string
  readonly perMinute: number
}

interface Options {
  readonly clock: Clock
  /** Of a key, where neither it nor its account says anything; 0 for any number. */
  readonly submitsPerMinute: number
}

/**
 * Counts in memory: a restart forgives, and several servers behind one address would each count for themselves. That is
 * cheap and close enough for a limit whose purpose is that no program gone wrong fills the queue by the thousand.
 */
export function openSubmitLimiter({ clock, submitsPerMinute }: Options): SubmitLimiter {
  const buckets = new Map<string, Bucket>()

  const filled = ({ name, perMinute }: Limit, nowMs: number): Bucket => {
    const { tokens, filledAtMs } = buckets.get(name) ?? { tokens: perMinute, filledAtMs: nowMs }
    // The clock of a machine can be set back.
    const passedMs = Math.max(0, nowMs - filledAtMs)
    const bucket = { tokens: Math.min(perMinute, tokens + (passedMs * perMinute) / MINUTE_MS), filledAtMs: nowMs }
    buckets.set(name, bucket)
    return bucket
  }

  const makeRoom = (nowMs: number): void => {
    if (buckets.size <= MAX_BUCKETS) return
    for (const [name, { filledAtMs }] of buckets) if (nowMs - filledAtMs >= MINUTE_MS) buckets.delete(name)
  }

  return {
    async admit(caller) {
      const nowMs = clock().getTime()
      const asked = limitsOf(caller, submitsPerMinute).map((limit) => ({ ...limit, bucket: filled(limit, nowMs) }))
      makeRoom(nowMs)
      const waitsMs = asked.map(({ bucket, perMinute }) => ((1 - bucket.tokens) * MINUTE_MS) / perMinute)
      const waitMs = Math.max(0, ...waitsMs)
      // Whoever is refused by one limit has taken nothing from the other.
      if (waitMs === 0) for (const { bucket } of asked) bucket.tokens -= 1
      return Math.ceil(waitMs / 1000)
    },
  }
}

/** A key has its own limit, or its account's, or the server's; what an account says holds for its keys together as well. */
function limitsOf({ accountId, keyId, submitsPerMinute: own }: Caller, byDefault: number): readonly Limit[] {
  const ofKey = { name: `key ${keyId}`, perMinute: own?.key ?? own?.account ?? byDefault }
  const ofAccount = { name: `account ${accountId}`, perMinute: own?.account ?? 0 }
  return [ofKey, ofAccount].filter(({ perMinute }) => perMinute > 0)
}
