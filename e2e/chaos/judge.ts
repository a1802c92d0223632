import { expect } from 'vitest'
import { CALLERS } from './callers.ts'
import type { ChaosPlan, ChaosResult } from './run.ts'

/** A lease, and what may come on top of it: so long may a job wait while nothing else is worked on. */
const LONGEST_WAIT_MS = 15_000 + 30_000

/** None lost, none charged twice, none stuck, and every result what it would have been in peace. */
export function judge({ jobs, recipes, kills, freezes }: ChaosPlan) {
  return ({ undisturbed, served, struck, waits, books }: ChaosResult): void => {
    expect(struck).toHaveLength(kills + freezes)
    expect(served.map(({ error }) => error).filter((error) => error !== '')).toEqual([])
    expect(served.map(({ status }) => status)).toEqual(Array.from({ length: jobs }, () => 'completed'))
    expect(new Set(served.map(({ id }) => id)).size).toBe(jobs)
    expect(new Set(undisturbed.values()).size).toBe(recipes)
    expect(served.filter(({ recipe, digest }) => digest !== undisturbed.get(recipe))).toEqual([])
    expect(Math.max(0, ...waits.map(({ idleMs }) => idleMs))).toBeLessThan(LONGEST_WAIT_MS)
    // A job whose attempt was lost stands behind those that waited then, one a caller.
    expect(Math.max(0, ...waits.map(({ passedBy }) => passedBy))).toBeLessThanOrEqual(CALLERS)

    // Also none that was made twice because an answer got lost.
    expect(books.predictions.size).toBe(jobs + recipes)
    const entries = [...books.predictions.values()].map((prediction) => prediction.entries.join())
    expect(entries.filter((kinds) => kinds !== 'reserve,settle')).toEqual([])
    expect(books.sums).toEqual([0, 0, 0])
    expect(books.reservedMicrodollars).toBe(0)
    expect(books.revenueMicrodollars).toBe(books.earnedMicrodollars)
    expect(books.missingFiles).toEqual([])
  }
}

/** The seed of a run that is to be repeated, or another each time. */
export const chosenSeed = (): number => Number(process.env.RETIMBRE_CHAOS_SEED ?? Date.now() % 2 ** 31)
