/** Wakes one sleeper. A ring before anybody listens is kept, so that none is lost. */
export interface Bell {
  ring(): void
  /** Resolves at the next ring, or at once when it rang since the last time. */
  rung(): Promise<void>
}

export function openBell(): Bell {
  let rang = false
  let answer: () => void = () => {}
  return {
    ring() {
      rang = true
      answer()
    },
    async rung() {
      if (!rang) {
        await new Promise<void>((resolve) => {
          answer = resolve
        })
      }
      rang = false
    },
  }
}
