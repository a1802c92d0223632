import { chordAt, secondsAt } from './grid.ts'
import type { Performance } from './performance.ts'
import { type Harmony, voice } from './voicing.ts'

/** A chord and how long it is held. */
export interface Segment {
  readonly from: number
  readonly to: number
  /** MIDI, tuned. */
  readonly notes: readonly number[]
}

/** A held chord is struck anew after this long: it would die of sameness. */
const LONGEST_SECONDS = 8
/** Chords change on half bars at most. */
const BEATS = 2

/** The chords of the grid as an ensemble holds them, voice-led upwards from `lowest`, from the layer's entry to the end. */
export function segmentsOf(performance: Performance, lowest: number, harmony: Harmony, fromBar: number): Segment[] {
  const { request, durationSeconds } = performance
  const segments: { from: number; to: number; notes: number[]; name: string }[] = []
  let previous: number[] = []
  for (let position = 4 * fromBar; ; position += BEATS) {
    const from = Math.max(0, secondsAt(request.grid, position))
    const to = Math.min(durationSeconds, secondsAt(request.grid, position + BEATS))
    if (from >= durationSeconds) return segments
    const chord = chordAt(request.grid, position)
    const name = `${chord.root} ${chord.minor}`
    const last = segments[segments.length - 1]
    if (last?.name === name && to - last.from < LONGEST_SECONDS) {
      last.to = to
      continue
    }
    previous = voice(chord, harmony, request.key, lowest, previous)
    const notes = previous.map((midi) => midi + request.tuningSemitones)
    if (to > from) segments.push({ from, to, notes, name })
  }
}
