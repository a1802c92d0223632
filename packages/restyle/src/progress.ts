/** Runs work that yields its progress to its end, for callers that do not watch. */
export function finish<Result>(work: Generator<number, Result>): Result {
  for (;;) {
    const step = work.next()
    if (step.done) return step.value
  }
}
