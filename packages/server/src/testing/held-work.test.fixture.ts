/** Pieces of work that end when the test says so. */
export function heldWork() {
  const ends: (() => void)[] = []
  return {
    /** Resolves when its turn has come; rejects with the reason of `signal`. */
    hold: (signal?: AbortSignal): Promise<void> =>
      new Promise((resolve, reject) => {
        ends.push(resolve)
        signal?.addEventListener('abort', () => reject(signal.reason))
      }),
    /** Lets everything that is begun end, one after the other, until `asked` has settled. */
    async finish(asked: Promise<unknown>): Promise<void> {
      let over = false
      const settled = (): void => {
        over = true
      }
      asked.then(settled, settled)
      while (!over) {
        ends.shift()?.()
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
  }
}
