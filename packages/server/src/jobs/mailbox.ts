/** Messages in the order they came, for one reader. */
export interface Mailbox<Message> {
  put(message: Message): void
  /** No more messages will come; those that came are still read. */
  end(): void
  /** To be called once. `done` is called when the reader stops, for whatever reason. */
  take(done: () => void): AsyncGenerator<Message, void>
}

/** Turns events into something to read with `for await`. */
export function openMailbox<Message>(): Mailbox<Message> {
  const messages: Message[] = []
  let ended = false
  let wake: () => void = () => {}
  return {
    put(message) {
      messages.push(message)
      wake()
    },
    end() {
      ended = true
      wake()
    },
    async *take(done) {
      try {
        for (;;) {
          const message = messages.shift()
          if (message !== undefined) yield message
          else if (ended) return
          else
            await new Promise<void>((resolve) => {
              wake = resolve
            })
        }
      } finally {
        done()
      }
    },
  }
}
