/** Calls that wait for one another: each begins when the one before has ended, however it ended. */
export function inTurn(): <Result>(call: () => Promise<Result>, signal: AbortSignal) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (call, signal) => {
    // Whoever has gone away meanwhile is passed over.
    const mine = last.then(() => {
      signal.throwIfAborted()
      return call()
    })
    last = mine.catch(() => undefined)
    return mine
  }
}
