import { openBell } from '../../jobs/bell.ts'
import type { EventTiming } from './event-stream.ts'

/** What a stream sleeps by. */
export interface WakeUp {
  /** Called for each change that concerns the stream. */
  ring(): void
  /** Resolves with why: something changed, a sign of life is due, or the stream has to end. */
  next(): Promise<'changed' | 'heartbeat' | 'over'>
  /** Called once, at the end. */
  stop(): void
}

/** @param signal ends the stream, like the end of its life */
export function openWakeUp({ heartbeatMs, lifeMs }: EventTiming, signal: AbortSignal): WakeUp {
  const bell = openBell()
  let changed = false
  let over = signal.aborted
  const end = (): void => {
    over = true
    bell.ring()
  }
  const heartbeat = setInterval(bell.ring, heartbeatMs)
  const life = setTimeout(end, lifeMs)
  signal.addEventListener('abort', end, { once: true })
  return {
    ring() {
      changed = true
      bell.ring()
    },
    async next() {
      if (!over) await bell.rung()
      if (over) return 'over'
      const reason = changed ? 'changed' : 'heartbeat'
      changed = false
      return reason
    },
    stop() {
      clearInterval(heartbeat)
      clearTimeout(life)
      signal.removeEventListener('abort', end)
    },
  }
}
