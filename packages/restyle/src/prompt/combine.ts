import type { Deltas } from './lexicon.ts'
import type { PlanKey } from './plan-keys.ts'

/** Shares of the strongest, second strongest … contribution in one direction: a pile of synonyms is not an order. */
const SHARES = [1, 0.5, 0.3, 0.2, 0.15, 0.1]
const LATER_SHARE = 0.08
/** Band limits and reverb times hardly add up at all. */
const STRICT_SHARES = [1, 0.3, 0.15, 0.1]
const STRICT_KEYS: ReadonlySet<PlanKey> = new Set(['lc', 'hc', 'rt', 'pre'])

/** Sums the contributions to every plan key with diminishing returns, ups and downs apart. */
export function combine(contributions: readonly Deltas[]): Deltas {
  const byKey = new Map<PlanKey, number[]>()
  for (const deltas of contributions) {
    for (const [key, delta] of Object.entries(deltas) as [PlanKey, number][]) {
      const known = byKey.get(key)
      if (known === undefined) byKey.set(key, [delta])
      else known.push(delta)
    }
  }
  const combined: Partial<Record<PlanKey, number>> = {}
  for (const [key, deltas] of byKey) {
    const shares = STRICT_KEYS.has(key) ? STRICT_SHARES : SHARES
    const ups = deltas.filter((delta) => delta > 0).sort((one, other) => other - one)
    const downs = deltas.filter((delta) => delta < 0).sort((one, other) => one - other)
    combined[key] = diminishing(ups, shares) + diminishing(downs, shares)
  }
  return combined
}

const diminishing = (ordered: readonly number[], shares: readonly number[]): number =>
  ordered.reduce((sum, delta, rank) => sum + delta * (shares[rank] ?? LATER_SHARE), 0)
