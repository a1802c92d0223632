import type { Chord, Key, PitchClass } from '../analysis/facts.ts'

/** What a style makes of a triad. Names are those of the lexicon; 7 and 9 there are `seventh` and `ninth` here. */
export type Harmony = 'power' | 'sus' | 'cluster' | 'min' | 'triad' | 'seventh' | 'ninth'

const BY_LEXICON_NAME: Record<string, Harmony> = {
  power: 'power',
  sus: 'sus',
  cluster: 'cluster',
  min: 'min',
  triad: 'triad',
  '7': 'seventh',
  '9': 'ninth',
}

/** The harmony that a lexicon's `harm` names; undefined for a name that is not known. */
export const harmonyNamed = (name: string | number): Harmony | undefined => BY_LEXICON_NAME[String(name)]

const MAJOR_SCALE = [0, 2, 4, 5, 7, 9, 11]
const MINOR_SCALE = [0, 2, 3, 5, 7, 8, 10]

export function scaleOf(key: Key): PitchClass[] {
  return (key.minor ? MINOR_SCALE : MAJOR_SCALE).map((step) => (step + key.root) % 12)
}

/**
 * Intervals above the chord's root, in semitones, ascending. The third is always the chord's own, and sevenths and
 * ninths are taken from the key, so that no note contradicts the source.
 */
export function intervalsOf(chord: Chord, harmony: Harmony, key: Key): number[] {
  const third = chord.minor ? 3 : 4
  const scale = scaleOf(key)
  const inKey = (interval: number) => scale.includes((chord.root + interval) % 12)
  const seventh = inKey(11) && !chord.minor ? 11 : 10
  switch (harmony) {
    case 'power':
      return [0, 7, 12]
    case 'sus':
      return inKey(2) ? [0, 2, 7, 12 + third] : [0, 7, 12 + third]
    case 'cluster':
      return [0, 1, 7]
    case 'seventh':
      return inKey(seventh) ? [0, third, 7, seventh] : [0, third, 7]
    case 'ninth': {
      // The fifth makes room for the ninth: five voices in one octave are mud.
      const extensions = [seventh, 14].filter((interval) => inKey(interval))
      return extensions.length === 2 ? [0, third, ...extensions] : [0, third, 7, ...extensions]
    }
    case 'min':
    case 'triad':
      return [0, third, 7]
  }
}

/**
 * Places a chord in close position at or above `lowest`, in the inversion that moves least from the previous voicing.
 * @returns MIDI notes, ascending, all within `lowest` … `lowest` + 23
 */
export function voice(chord: Chord, harmony: Harmony, key: Key, lowest: number, previous: readonly number[]): number[] {
  const intervals = intervalsOf(chord, harmony, key)
  const pitchClasses = [...new Set(intervals.map((interval) => (chord.root + interval) % 12))]
  const ordered = pitchClasses.sort((a, b) => ((a - chord.root + 12) % 12) - ((b - chord.root + 12) % 12))
  let best: number[] = []
  let leastMovement = Number.POSITIVE_INFINITY
  for (let inversion = 0; inversion < ordered.length; inversion++) {
    const notes = closePosition([...ordered.slice(inversion), ...ordered.slice(0, inversion)], lowest)
    const movement = previous.length > 0 ? movementBetween(previous, notes) : inversion
    if (movement < leastMovement) {
      best = notes
      leastMovement = movement
    }
  }
  // A power chord of two pitch classes keeps its octave on top.
  return harmony === 'power' ? [...best, best[0] + 12] : best
}

/** The first MIDI note at or above `lowest` with this pitch class. */
export const noteAtOrAbove = (pitchClass: PitchClass, lowest: number): number =>
  lowest + ((((pitchClass - lowest) % 12) + 12) % 12)

/**
 * The bass under a chord. A dark mode puts the root of the relative minor under a major chord (C–E–G over A), a bright
 * one the relative major's under a minor chord: the mood changes and no note of the source is contradicted.
 */
export function bassRootOf(chord: Chord, mode: number): PitchClass {
  if (mode < -0.35 && !chord.minor) return (chord.root + 9) % 12
  if (mode > 0.45 && chord.minor) return (chord.root + 3) % 12
  return chord.root
}

function closePosition(pitchClasses: readonly PitchClass[], lowest: number): number[] {
  const notes: number[] = []
  for (const pitchClass of pitchClasses) {
    notes.push(noteAtOrAbove(pitchClass, notes.length === 0 ? lowest : notes[notes.length - 1] + 1))
  }
  return notes
}

function movementBetween(from: readonly number[], to: readonly number[]): number {
  let sum = 0
  for (const note of to) sum += Math.min(...from.map((other) => Math.abs(other - note)))
  // Crossing into another register costs too: small steps of every voice can still walk the chord away.
  return sum + Math.abs(mean(from) - mean(to))
}

const mean = (notes: readonly number[]): number => notes.reduce((sum, note) => sum + note, 0) / notes.length
