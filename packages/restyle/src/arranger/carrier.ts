import type { Key } from '../analysis/facts.ts'
import { SAMPLE_RATE_HZ } from '../dsp/stereo.ts'
import { midiToHz } from '../dsp/units.ts'
import { Random } from '../random.ts'
import { BEATS_PER_BAR, chordAt, type Grid, secondsAt } from './grid.ts'
import { TABLE_LENGTH, wavetable } from './wavetable.ts'

/**
 * What a vocoder makes speak: saws on the chords of the grid, or on one low note for a robot, with a little noise so
 * that consonants have something to shape. Mono, spectrum falling 6 dB an octave over the whole band.
 */
export interface CarrierRequest {
  readonly lengthSamples: number
  readonly grid: Grid
  readonly key: Key
  /** One monotonous voice instead of chords. */
  readonly robot: boolean
  readonly seed: number
}

const DETUNES = [-0.0085, 0, 0.0085]
const NOISE = 0.05
/** Chords cross-fade over this long. */
const FADE_SECONDS = 0.04
const LOWEST = 48
const ROBOT_LOWEST = 45

export function renderCarrier({ lengthSamples, grid, key, robot, seed }: CarrierRequest): Float32Array {
  const random = new Random(seed, 'carrier')
  const samples = new Float32Array(lengthSamples)
  const duration = lengthSamples / SAMPLE_RATE_HZ
  if (robot) addChord(samples, [ROBOT_LOWEST + (key.root % 12)], 0, duration, random)
  for (let position = 0; !robot; position += BEATS_PER_BAR / 2) {
    const from = Math.max(0, secondsAt(grid, position))
    if (from >= duration) break
    const chord = chordAt(grid, position)
    const notes = [0, chord.minor ? 3 : 4, 7, 12].map((interval) => LOWEST + chord.root + interval)
    addChord(samples, notes, from, Math.min(duration, secondsAt(grid, position + BEATS_PER_BAR / 2)), random)
  }
  for (let i = 0; i < lengthSamples; i++) samples[i] += NOISE * random.signed()
  return samples
}

function addChord(samples: Float32Array, notes: readonly number[], from: number, to: number, random: Random): void {
  const start = Math.round(from * SAMPLE_RATE_HZ)
  const end = Math.min(samples.length, Math.round((to + FADE_SECONDS) * SAMPLE_RATE_HZ))
  const fade = FADE_SECONDS * SAMPLE_RATE_HZ
  for (const midi of notes) {
    for (const detune of DETUNES) {
      const hz = midiToHz(midi) * (1 + detune)
      const table = wavetable('saw', hz)
      const step = (hz * TABLE_LENGTH) / SAMPLE_RATE_HZ
      let position = random.unit() * TABLE_LENGTH
      for (let i = start; i < end; i++) {
        const edge = Math.min(1, (i - start) / fade, (end - i) / fade)
        const index = position | 0
        samples[i] += 0.15 * edge * (table[index] + (position - index) * (table[index + 1] - table[index]))
        position += step
        if (position >= TABLE_LENGTH) position -= TABLE_LENGTH
      }
    }
  }
}
