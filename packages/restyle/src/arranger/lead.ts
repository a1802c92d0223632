import type { StereoAudio } from '../dsp/stereo.ts'
import { secondsAt } from './grid.ts'
import { inventMelody, type Melody } from './melody.ts'
import { playNote } from './patches/patches.ts'
import { energyGain, onset, type Performance, place } from './performance.ts'

/** C5: a lead sings above the chords. */
const LOWEST = 72
/** A source that sings in less than this share of its half beats has no tune to follow. */
const SUNG_SHARE = 0.2
const LONGEST_HALVES = 4

/** The top line of the source on an instrument, or an invented one where the source has none. */
export function lead(performance: Performance, layer: StereoAudio): void {
  const { request, arrangement, form, random } = performance
  const line = followed(performance) ?? inventMelody(request.grid, request.key, random)
  for (let half = 0; half < line.length && half / 2 < form.ending; half++) {
    const midi = line[half]
    if (midi === null || !form.plays('lead', Math.floor(half / 8))) continue
    // A note that goes on is held, not struck again; on a bar line it is.
    const goesOn = half > 0 && line[half - 1] === midi && half % LONGEST_HALVES !== 0
    if (goesOn) continue
    let halves = 1
    while (halves < LONGEST_HALVES && line[half + halves] === midi && (half + halves) % LONGEST_HALVES !== 0) halves++
    const position = half / 2
    const seconds = onset(performance, position, 0, 0.75)
    if (seconds === null) continue
    const held = secondsAt(request.grid, position + halves / 2) - secondsAt(request.grid, position)
    const raised = midi < LOWEST ? midi + 12 : midi
    const shot = playNote(request.oneShots, arrangement.lead, raised + request.tuningSemitones, held)
    place(layer, shot, seconds, 0.45 * energyGain(performance, position), 0.1)
  }
}

/** The source's melody on the beats of the grid; null when it hardly sings. */
function followed({ request }: Performance): Melody | null {
  const { melody, grid } = request
  if (melody === null) return null
  const line = grid.sourceBeats.flatMap((beat) =>
    [0, 1].map((half) => (beat < 0 ? null : (melody[2 * beat + half] ?? null))),
  )
  const sung = line.filter((note) => note !== null).length
  return sung >= SUNG_SHARE * line.length ? line : null
}
