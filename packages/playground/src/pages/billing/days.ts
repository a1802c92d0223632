/** Usage day by day, as a chart wants it: without gaps. */

import type { Schemas } from '../../api/client.ts'

export interface UsageDay {
  /** `2026-11-25`, of UTC. */
  readonly date: string
  /** Dollars. */
  readonly cost: number
  readonly runs: number
}

export const DAYS_SHOWN = 30
const DAY_MS = 86_400_000

const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10)

/** The first moment of the span: the beginning of its first day, so that no day is a part of one. */
export const firstMoment = (nowMs: number): string => `${dayOf(nowMs - (DAYS_SHOWN - 1) * DAY_MS)}T00:00:00.000Z`

/** The server leaves out days on which nothing ran. @returns oldest first, today last */
export function everyDay(usage: Schemas['Usage']['daily_usage'], nowMs: number): readonly UsageDay[] {
  const known = new Map(usage.map(({ date, amount, count }) => [date, { cost: amount, runs: count }]))
  return Array.from({ length: DAYS_SHOWN }, (_, index) => {
    const date = dayOf(nowMs - (DAYS_SHOWN - 1 - index) * DAY_MS)
    return { date, ...(known.get(date) ?? { cost: 0, runs: 0 }) }
  })
}

const STEPS = [1, 1.5, 2, 3, 4, 5, 6, 8, 10] as const

/** The round number at or above the highest bar, where the scale ends. */
export function topOfScale(highest: number): number {
  if (highest <= 0) return 1
  const decade = 10 ** Math.floor(Math.log10(highest))
  const step = STEPS.find((each) => each * decade >= highest * (1 - 1e-9)) ?? 10
  return step * decade
}
