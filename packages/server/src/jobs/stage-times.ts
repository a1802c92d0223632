/** A stopwatch with a hand for each stage of a job. */
export interface StageTimes {
  /** Called whenever a stage shows itself; the one before has taken the time until now. */
  enter(stage: string): void
  /** Ends the last stage. Whole milliseconds by stage; a stage that came twice has the sum. */
  end(): Readonly<Record<string, number>>
}

/** @param monotonicMs a clock that never goes back */
export function measureStages(monotonicMs: () => number): StageTimes {
  const spent = new Map<string, number>()
  let stage: string | undefined
  let sinceMs = 0
  const enter = (next: string | undefined): void => {
    const nowMs = monotonicMs()
    if (stage !== undefined) spent.set(stage, (spent.get(stage) ?? 0) + nowMs - sinceMs)
    stage = next
    sinceMs = nowMs
  }
  return {
    enter,
    end() {
      enter(undefined)
      return Object.fromEntries([...spent].map(([name, milliseconds]) => [name, Math.round(milliseconds)]))
    },
  }
}
