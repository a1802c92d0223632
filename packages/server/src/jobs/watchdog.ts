/** Notices when something that should give signs of life gives none. */
export interface Watchdog {
  /** Called at every sign of life. */
  feed(): void
  stop(): void
}

// A process that was itself suspended finds its timers due and the signs of life still unread. Counting a few ticks, of
// which only one is made up for, leaves it time to read them first.
const TICKS = 5

/** Calls `onSilent` once when nothing has fed it for about `limitMs`, counted in the time that this process ran. */
export function startWatchdog(limitMs: number, onSilent: () => void): Watchdog {
  let silentTicks = 0
  const ticking = setInterval(() => {
    silentTicks += 1
    if (silentTicks < TICKS) return
    clearInterval(ticking)
    onSilent()
  }, limitMs / TICKS)
  return {
    feed() {
      silentTicks = 0
    },
    stop: () => clearInterval(ticking),
  }
}
