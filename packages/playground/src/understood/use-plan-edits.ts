import { useState } from 'react'
import { isAtWork, type Pace, type WordsPlan, withValue } from './plan-edits.ts'
import type { PlanValues } from './report.ts'

interface EditedPlan {
  /** Set by hand for the next run. */
  readonly plan: PlanValues | undefined
  readonly words: WordsPlan
  /** Set by hand in the run that is shown. */
  readonly ranWith: PlanValues
  readonly onPlan: (plan: PlanValues | undefined, pace: Pace) => void
}

/** What the hand does to a plan, and which keys are in sight because of it. */
export function usePlanEdits({ plan, words, ranWith, onPlan }: EditedPlan) {
  const [added, setAdded] = useState<readonly string[]>([])
  const [beforeMute, setBeforeMute] = useState<Readonly<Record<string, number | undefined>>>({})

  const set = (key: string, value: number | undefined, pace: Pace): void => {
    // Once touched it stays in sight, also at 0.
    if (!added.includes(key)) setAdded([...added, key])
    onPlan(withValue(plan, key, value, words), pace)
  }
  return {
    isShown: (key: string): boolean => added.includes(key) || isAtWork(key, plan, words, ranWith),
    set,
    add: (key: string): void => setAdded([...added, key]),
    /** Silences a key, or takes it back to where it was. */
    toggleMute(key: string): void {
      if ((plan?.[key] ?? words(key)) === 0) {
        set(key, beforeMute[key], 'done')
        return
      }
      setBeforeMute({ ...beforeMute, [key]: plan?.[key] })
      set(key, 0, 'done')
    },
  }
}

export type PlanEdits = ReturnType<typeof usePlanEdits>
