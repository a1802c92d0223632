import type { Key } from '../analysis/facts.ts'
import { SAMPLE_RATE_HZ, type StereoAudio } from '../dsp/stereo.ts'
import { midiToHz } from '../dsp/units.ts'
import type { Random } from '../random.ts'
import { BEATS_PER_BAR, chordAt, type Grid } from './grid.ts'
import { intervalsOf, noteAtOrAbove, scaleOf } from './voicing.ts'

/** MIDI notes of a top line, two a beat of the source (2 · beat + half); null is a rest. */
export type Melody = readonly (number | null)[]

/** C4 … C6: where a top line is looked for. */
const LOWEST_NOTE = 60
const HIGHEST_NOTE = 84
const NOTES = HIGHEST_NOTE - LOWEST_NOTE + 1
/** Two octaves more, for the second to fourth harmonic. */
const BANDS = NOTES + 24

// A quarter of the sample rate carries everything up to the fourth harmonic of the highest note and costs a quarter.
const DECIMATION = 4
const RATE_HZ = SAMPLE_RATE_HZ / DECIMATION

/** Cost of a leap, per semitone, against a salience of 0 … 1: an octave must be three times as clear as a step. */
const LEAP_COST = 0.03
/** Salience below which nothing sings: a rest. */
const REST_SALIENCE = 0.42
/** A note outside the key needs to be this much clearer. */
const FOREIGN_NOTE_WEIGHT = 0.7

/**
 * Follows the highest clear line of a clip: per half beat the strength of every note and its harmonics, and through
 * them the smoothest path.
 * @param beatsSeconds  of the source
 */
export function trackMelody(
  audio: StereoAudio,
  beatsSeconds: readonly number[],
  tuningSemitones: number,
  key: Key,
): Melody {
  const mono = decimate(audio)
  const halves: Float64Array[] = []
  for (let beat = 0; beat < beatsSeconds.length; beat++) {
    const start = beatsSeconds[beat]
    const next = beatsSeconds[beat + 1] ?? start + (start - (beatsSeconds[beat - 1] ?? start - 0.5))
    const half = (next - start) / 2
    for (const from of [start, start + half]) {
      // The first tenth is the attack of whatever plays with it.
      const window = mono.subarray(Math.round((from + 0.1 * half) * RATE_HZ), Math.round((from + half) * RATE_HZ))
      halves.push(salience(window, tuningSemitones, key))
    }
  }
  return smoothestPath(halves)
}

/** The same line in another key. */
export const transposed = (melody: Melody, semitones: number): Melody =>
  melody.map((note) => (note === null ? null : note + semitones))

/** Mono, low-passed by a triangle of eight samples, every fourth kept. */
function decimate(audio: StereoAudio): Float32Array {
  const { left, right } = audio
  const kept = new Float32Array(Math.max(0, Math.floor(left.length / DECIMATION) - 2))
  for (let i = 0; i < kept.length; i++) {
    const at = i * DECIMATION
    let sum = 0
    for (let k = 0; k < 7; k++) sum += (k < 4 ? k + 1 : 7 - k) * (left[at + k] + right[at + k])
    kept[i] = sum / 32
  }
  return kept
}

/** Strength of each note as the sung one, 0 … 1. */
function salience(window: Float32Array, tuningSemitones: number, key: Key): Float64Array {
  const result = new Float64Array(NOTES)
  if (window.length < 256) return result
  const strength = noteStrengths(window, tuningSemitones)
  const strongest = Math.max(...strength)
  // −60 dB: below it a window is silence, whose strongest note means nothing.
  if (strongest < 0.001) return result
  const scale = scaleOf(key)
  for (let i = 0; i < NOTES; i++) {
    const own = Math.sqrt(strength[i] / strongest)
    const harmonics = Math.sqrt(strength[i + 12] / strongest) * 0.25 + Math.sqrt(strength[i + 19] / strongest) * 0.15
    const octaveBelow = i >= 12 ? Math.sqrt(strength[i - 12] / strongest) * 0.3 : 0
    // Of two equal voices the upper one is the tune.
    const height = 1 + i * 0.008
    const weight = scale.includes((LOWEST_NOTE + i) % 12) ? 1 : FOREIGN_NOTE_WEIGHT
    result[i] = Math.max(0, own * height + own * harmonics - octaveBelow) * weight * 0.8
  }
  return result
}

/** Magnitude at every note of the bands by Goertzel's recursion under a Hann window. */
function noteStrengths(window: Float32Array, tuningSemitones: number): Float64Array {
  const length = window.length
  const shaped = new Float64Array(length)
  for (let i = 0; i < length; i++) shaped[i] = window[i] * (0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length))
  const strength = new Float64Array(BANDS)
  for (let band = 0; band < BANDS; band++) {
    const hz = midiToHz(LOWEST_NOTE + band + tuningSemitones)
    const coefficient = 2 * Math.cos((2 * Math.PI * hz) / RATE_HZ)
    let previous = 0
    let beforeThat = 0
    for (let i = 0; i < length; i++) {
      const now = shaped[i] + coefficient * previous - beforeThat
      beforeThat = previous
      previous = now
    }
    const power = previous * previous + beforeThat * beforeThat - coefficient * previous * beforeThat
    strength[band] = (4 * Math.sqrt(Math.max(0, power))) / length
  }
  return strength
}

/** Viterbi over the notes and one more state, the rest. */
function smoothestPath(halves: readonly Float64Array[]): Melody {
  const rest = NOTES
  let scores = new Float64Array(NOTES + 1)
  const origins: Int32Array[] = []
  for (const half of halves) {
    const next = new Float64Array(NOTES + 1)
    const origin = new Int32Array(NOTES + 1)
    for (let to = 0; to <= rest; to++) {
      let best = Number.NEGATIVE_INFINITY
      for (let from = 0; from <= rest; from++) {
        const leap = from === rest || to === rest ? 3 : Math.abs(from - to)
        const score = scores[from] - leap * LEAP_COST
        if (score > best) {
          best = score
          origin[to] = from
        }
      }
      next[to] = best + (to === rest ? REST_SALIENCE : half[to])
    }
    scores = next
    origins.push(origin)
  }
  const path: (number | null)[] = []
  let state = scores.indexOf(Math.max(...scores))
  for (let i = halves.length - 1; i >= 0; i--) {
    path.push(state === rest ? null : LOWEST_NOTE + state)
    state = origins[i][state]
  }
  return path.reverse()
}

/** Two bars of rhythm in half beats: 1 a note, 0 a rest. */
const MOTIF_RHYTHMS = [
  '1.1.11..1.1.1...',
  '1..1..1.1..11...',
  '1.111.1.1...1.1.',
  '11.11.1.1..1....',
  '1...1.1.1.1.1...',
]

/** Where each note of the motif reaches, in steps through the chord's tones. */
const MOTIF_CONTOURS = [
  [2, 1, 2, 3, 2, 1, 0],
  [0, 1, 2, 1, 3, 2, 1],
  [3, 2, 1, 2, 0, 1, 2],
  [1, 2, 3, 2, 2, 1, 0],
]

/**
 * A line for when the source sings none: a two-bar motif over the tones of each chord, its second bar answered
 * differently every other time. Indexed by half beats of the grid, like a melody of a source with the grid's beats.
 */
export function inventMelody(grid: Grid, key: Key, random: Random): Melody {
  const rhythm = random.pick(MOTIF_RHYTHMS)
  const contour = random.pick(MOTIF_CONTOURS)
  const answer = random.pick(MOTIF_CONTOURS)
  const notes: (number | null)[] = []
  let struck = 0
  for (let half = 0; half < 2 * grid.chords.length; half++) {
    const inMotif = half % (4 * BEATS_PER_BAR)
    if (inMotif === 0) struck = 0
    if (rhythm[inMotif] !== '1') {
      notes.push(null)
      continue
    }
    const answering = Math.floor(half / (4 * BEATS_PER_BAR)) % 2 === 1 && inMotif >= 2 * BEATS_PER_BAR
    const reach = (answering ? answer : contour)[struck++ % contour.length]
    const chord = chordAt(grid, half / 2)
    const tones = intervalsOf(chord, 'triad', key).map((interval) => noteAtOrAbove((chord.root + interval) % 12, 72))
    tones.sort((a, b) => a - b)
    notes.push(tones[reach % tones.length] + 12 * Math.floor(reach / tones.length))
  }
  return notes
}
