/** When which stretch of the clips sounds: pure arithmetic of the deck, in seconds. */

import type { Span } from './timeline.ts'

/** A stretch of the time line that begins to sound at a moment of the audio clock. */
export interface Stretch {
  readonly when: number
  readonly from: number
  readonly length: number
}

export function firstStretch(when: number, position: number, totalSeconds: number, loop: Span | undefined): Stretch {
  if (!loop) return { when, from: position, length: totalSeconds - position }
  const from = position >= loop.start && position < loop.end ? position : loop.start
  return { when, from, length: loop.end - from }
}

/** The next round of a loop begins on the very sample at which this one ends. */
export function nextStretch(last: Stretch, loop: Span | undefined): Stretch | undefined {
  return loop && { when: last.when + last.length, from: loop.start, length: loop.end - loop.start }
}

/** What of a stretch a clip can play that begins at `startsAt` of the time line; nothing when they do not meet. */
export function partOf(stretch: Stretch, startsAt: number, durationSeconds: number): Stretch | undefined {
  const from = Math.max(stretch.from, startsAt)
  const until = Math.min(stretch.from + stretch.length, startsAt + durationSeconds)
  if (until <= from) return undefined
  return { when: stretch.when + from - stretch.from, from: from - startsAt, length: until - from }
}

/** Where the playhead stands at a moment of the audio clock. */
export function positionAt(stretches: readonly Stretch[], now: number): number | undefined {
  const sounding = stretches.findLast(({ when }) => when <= now) ?? stretches[0]
  return sounding && sounding.from + Math.min(Math.max(0, now - sounding.when), sounding.length)
}
