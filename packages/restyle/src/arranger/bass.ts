import type { StereoAudio } from '../dsp/stereo.ts'
import { BASS_LINES, bassInterval, HELD_BASS_LINE } from './bass-lines.ts'
import { chordAt } from './grid.ts'
import { type BassName, playBass } from './patches/patches.ts'
import { energyGain, onset, type Performance, place, span, stepsOf } from './performance.ts'
import { bassRootOf, noteAtOrAbove } from './voicing.ts'

/** A1: the lowest root, so that all of them lie in one octave and the octave above stays a bass. */
const LOWEST_ROOT = 33
/** Basses that are felt rather than heard play what lies above F2 an octave lower: never below F♯1. */
const DEEP: ReadonlySet<BassName> = new Set(['sub', '808', 'rumble'])
const DEEP_ABOVE = 41
/** No bass note rings longer: a sub that is held for ever is hum. */
const LONGEST_SECONDS = 2.5
/** Short basses stop before the next note, the others reach it. */
const STACCATO: ReadonlySet<BassName> = new Set(['octave', 'offbeat', 'saw8', 'acid'])
const LAG_SECONDS = 0.012

export function bass(performance: Performance, layer: StereoAudio): void {
  const { arrangement, form } = performance
  const line = arrangement.held.has('bass') ? HELD_BASS_LINE : BASS_LINES[arrangement.groove]
  const stepBeats = 0.25 / arrangement.feel
  for (const { position, index, bar } of stepsOf(performance)) {
    if (line[index] === '.' || !form.plays('bass', bar)) continue
    let steps = 1
    while (index + steps < line.length && line[index + steps] === '.') steps++
    note(performance, layer, position, steps * stepBeats, line[index])
  }
  if (form.ending !== Number.POSITIVE_INFINITY) note(performance, layer, form.ending, 4, 'r')
}

function note(performance: Performance, layer: StereoAudio, position: number, beats: number, step: string): void {
  const { request, arrangement, random } = performance
  const chord = chordAt(request.grid, position)
  const root = bassRootOf(chord, arrangement.rootsAndFifths ? 0 : request.plan.mode)
  // The third is the chord's own: over another root, or with no key to trust, the line stays on its root.
  const ownThird = step === 't' && (root !== chord.root || arrangement.rootsAndFifths)
  const interval = ownThird ? 0 : bassInterval(step, chord.minor)
  let midi = noteAtOrAbove(root, LOWEST_ROOT) + interval
  if (DEEP.has(arrangement.bass) && midi > DEEP_ABOVE && interval < 12) midi -= 12
  const share = STACCATO.has(arrangement.bass) ? 0.8 : 0.96
  const held = Math.min(LONGEST_SECONDS, share * span(performance, position, beats))
  const seconds = onset(performance, position, request.plan.lag * LAG_SECONDS, 0.75)
  const gain = request.humanise ? 0.75 + 0.2 * random.unit() : 0.85
  if (seconds === null) return
  const shot = playBass(request.oneShots, arrangement.bass, midi + request.tuningSemitones, held)
  place(layer, shot, seconds, gain * energyGain(performance, position), 0)
}
