/**
 * Runs that take their turns: one at a time, in the order in which each was first asked for an event.
 *
 * Whoever waits may give up at any time, by its signal or by `return()`, and the order of the others stays.
 */

/** Ends soon after its signal is aborted. */
export type Work<Event> = (signal: AbortSignal) => AsyncGenerator<Event, void>

export class Turns {
  /** Settles when everyone who has asked for a turn so far is through. */
  #last: Promise<void> = Promise.resolve()
  /** Runs that were asked for an event and are not through. */
  readonly #begun = new Set<Run<unknown>>()

  /**
   * Waits until everyone who asked before is through.
   * @returns what ends the turn
   * @throws the signal's reason, as soon as it is aborted
   */
  async take(signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted()
    const before = this.#last
    let release = (): void => undefined
    this.#last = new Promise((resolve) => {
      release = resolve
    })
    try {
      await settledOrAborted(before, signal)
    } catch (reason) {
      // Whoever comes after this one comes after those before it too.
      void before.then(release)
      throw reason
    }
    return release
  }

  /**
   * A generator that holds its turn from its first event to its end.
   * @param prepare  called at the first `next()`, before the turn is waited for; what it throws ends the run
   */
  generator<Event>(prepare: () => Work<Event>, signal: AbortSignal): AsyncGenerator<Event, void> {
    return new Run((ended) => this.#held(prepare, ended), signal, this.#begun)
  }

  /** Ends every run that has begun or waits: whoever listens to one is told `reason`. */
  async endAll(reason: Error): Promise<void> {
    await Promise.all([...this.#begun].map((run) => run.end(reason)))
  }

  async *#held<Event>(prepare: () => Work<Event>, signal: AbortSignal): AsyncGenerator<Event, void> {
    const work = prepare()
    const release = await this.take(signal)
    try {
      signal.throwIfAborted()
      yield* work(signal)
    } finally {
      release()
    }
  }
}

/** A generator that can be ended from outside, also while it waits for its turn or for its listener. */
class Run<Event> implements AsyncGenerator<Event, void> {
  readonly #inner: AsyncGenerator<Event, void>
  readonly #signal: AbortSignal
  readonly #begun: Set<Run<unknown>>
  readonly #ending = new AbortController()
  readonly #left = new Error('nobody listens any more')
  /** What the listener is told at its next event. */
  #reason: unknown
  /** What goes wrong while the run is ended is no news to a listener who is told of the abort. */
  readonly #onAbort = (): void => void this.end(this.#signal.reason).catch(() => undefined)

  constructor(
    start: (ended: AbortSignal) => AsyncGenerator<Event, void>,
    signal: AbortSignal,
    begun: Set<Run<unknown>>,
  ) {
    this.#signal = signal
    this.#begun = begun
    this.#inner = start(this.#ending.signal)
  }

  async next(): Promise<IteratorResult<Event, void>> {
    this.#begin()
    try {
      const step = await this.#inner.next()
      if (!step.done) return step
      this.#forget()
      if (this.#reason !== undefined) throw this.#reason
      return step
    } catch (error) {
      this.#forget()
      this.#reason = undefined
      if (error === this.#left) return { done: true, value: undefined }
      throw error
    }
  }

  return(): Promise<IteratorResult<Event, void>> {
    this.#forget()
    this.#ending.abort(this.#left)
    return this.#inner.return()
  }

  throw(error: unknown): Promise<IteratorResult<Event, void>> {
    this.#forget()
    this.#ending.abort(this.#left)
    return this.#inner.throw(error)
  }

  /** Its turn is over when this settles. */
  async end(reason: unknown): Promise<void> {
    this.#forget()
    this.#reason = reason
    this.#ending.abort(reason)
    await this.#inner.return()
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return()
  }

  #begin(): void {
    if (this.#ending.signal.aborted || this.#begun.has(this)) return
    this.#begun.add(this)
    if (this.#signal.aborted) this.#onAbort()
    else this.#signal.addEventListener('abort', this.#onAbort, { once: true })
  }

  #forget(): void {
    this.#begun.delete(this)
    this.#signal.removeEventListener('abort', this.#onAbort)
  }
}

async function settledOrAborted(promise: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (signal === undefined) return promise
  let onAbort = (): void => undefined
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
  })
  try {
    await Promise.race([promise, aborted])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}
