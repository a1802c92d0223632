import type { Key } from '../analysis/facts.ts'
import { SAMPLE_RATE_HZ } from '../dsp/stereo.ts'
import { midiToHz } from '../dsp/units.ts'
import { Random } from '../random.ts'
import { BEATS_PER_BAR, chordAt, type Grid, secondsAt } from './grid.ts'
import { phaseOf, runTable } from './oscillator.ts'
import { noteAtOrAbove } from './voicing.ts'
import { wavetable } from './wavetable.ts'

/**
 * What a vocoder makes speak: saws on the chords of the grid, or on one low note for a robot, with a little noise so
 * that consonants have something to shape. Mono, spectrum falling 6 dB an octave over the whole band.
 */
interface CarrierRequest {
  readonly lengthSamples: number
  readonly grid: Grid
  readonly key: Key
  /** One monotonous voice instead of chords. */
  readonly robot: boolean
  readonly seed: number
}

const DETUNES = [-0.006, 0.006]
const VOICE_GAIN = 0.18
const BLOCK = 256
const NOISE = 0.05
/** Chords cross-fade over this long. */
const FADE_SECONDS = 0.04
const LOWEST = 48
const ROBOT_LOWEST = 45

export function renderCarrier({ lengthSamples, grid, key, robot, seed }: CarrierRequest): Float32Array {
  const random = new Random(seed, 'carrier')
  const samples = new Float32Array(lengthSamples)
  const duration = lengthSamples / SAMPLE_RATE_HZ
  if (robot) addChord(samples, [noteAtOrAbove(key.root, ROBOT_LOWEST)], 0, duration, random)
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

/** Adds a chord block by block, under a fade at both ends. */
function addChord(samples: Float32Array, notes: readonly number[], from: number, to: number, random: Random): void {
  const start = Math.round(from * SAMPLE_RATE_HZ)
  const end = Math.min(samples.length, Math.round((to + FADE_SECONDS) * SAMPLE_RATE_HZ))
  const fade = FADE_SECONDS * SAMPLE_RATE_HZ
  const voices = notes.flatMap((midi) =>
    DETUNES.map((detune) => {
      const hz = midiToHz(midi) * (1 + detune)
      return { table: wavetable('saw', hz), step: phaseOf(hz / SAMPLE_RATE_HZ), phase: phaseOf(random.unit()) }
    }),
  )
  const block = new Float32Array(BLOCK)
  for (let at = start; at < end; at += BLOCK) {
    const length = Math.min(BLOCK, end - at)
    block.fill(0)
    for (const voice of voices) {
      voice.phase = runTable(block, 0, length, voice.table, voice.phase, voice.step, VOICE_GAIN)
    }
    for (let i = 0; i < length; i++) {
      samples[at + i] += block[i] * Math.min(1, (at + i - start) / fade, (end - at - i) / fade)
    }
  }
}
