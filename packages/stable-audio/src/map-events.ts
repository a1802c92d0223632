/**
 * Passes on what a stage yields in other words, and returns what the stage returns. Whoever stops listening ends the
 * stage too, so that it can clean up.
 */
export async function* mapEvents<Step, Event, Result>(
  stage: AsyncGenerator<Step, Result>,
  describe: (step: Step) => Event,
): AsyncGenerator<Event, Result> {
  try {
    while (true) {
      const next = await stage.next()
      if (next.done) return next.value
      yield describe(next.value)
    }
  } finally {
    // Nothing happens when it has ended by itself; what it is told to return, nobody reads.
    await stage.return(undefined as never)
  }
}
