// 100: as many as clients send at the same moment on one server; a statement of 100 rows takes some 20 ms, which is as
// long as anybody should have to wait for somebody else's.
const MAX_BATCH = 100

interface Waiting<Item, Result> {
  readonly item: Item
  resolve(result: Result): void
  reject(error: unknown): void
}

/**
 * Turns many calls at once into few statements: while one is under way, later calls gather and then go together. A lone
 * call goes at once, so nobody waits for company. On one connection, fifty calls one by one would wait fifty flushes to
 * the disk; together they wait two.
 *
 * @param run  one statement for all items; gives a result for each, in order
 * When a batch fails, each of its items is tried alone, so that one bad item fails nobody else.
 */
export function batched<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  maxBatch: number = MAX_BATCH,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = []
  let busy = false

  async function drain(): Promise<void> {
    busy = true
    while (waiting.length > 0) await settle(waiting.splice(0, maxBatch))
    busy = false
  }

  async function settle(batch: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await run(batch.map(({ item }) => item))
      batch.forEach(({ resolve }, index) => {
        resolve(results[index])
      })
    } catch (error) {
      if (batch.length === 1) batch[0].reject(error)
      else for (const one of batch) await settle([one])
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject })
      if (!busy) void drain()
    })
}
