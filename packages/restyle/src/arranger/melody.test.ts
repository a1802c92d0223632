import { expect, test } from 'vitest'
import { SAMPLE_RATE_HZ, type StereoAudio, silence } from '../dsp/stereo.ts'
import { midiToHz } from '../dsp/units.ts'
import { Random } from '../random.ts'
import { evenGrid } from './grid.ts'
import { A_MINOR } from './layers.test.fixture.ts'
import { inventMelody, type Melody, trackMelody, transposed } from './melody.ts'
import { scaleOf } from './voicing.ts'

const HALF_SECONDS = 0.3
/** A tune with a rest and a leap of an octave, over the chord A C E two octaves below. */
const TUNE = [76, 76, 72, 74, 76, 81, 79, 76, null, null, 72, 71, 69, 81, 81, 76]
const BEATS = TUNE.filter((_, i) => i % 2 === 0).map((_, beat) => beat * 2 * HALF_SECONDS)

function addTone(audio: StereoAudio, midi: number, from: number, to: number, gain: number): void {
  const hz = midiToHz(midi)
  const start = Math.round(from * SAMPLE_RATE_HZ)
  const end = Math.min(audio.left.length, Math.round(to * SAMPLE_RATE_HZ))
  for (let i = start; i < end; i++) {
    const edge = Math.min(1, (i - start) / 400, (end - i) / 400)
    for (const [harmonic, level] of [
      [1, 1],
      [2, 0.4],
      [3, 0.2],
    ]) {
      const value = gain * edge * level * Math.sin((2 * Math.PI * hz * harmonic * i) / SAMPLE_RATE_HZ)
      audio.left[i] += value
      audio.right[i] += value
    }
  }
}

function song(tuning: number, accompanied: boolean): StereoAudio {
  const audio = silence(Math.round(TUNE.length * HALF_SECONDS * SAMPLE_RATE_HZ))
  for (const [half, note] of TUNE.entries()) {
    if (note !== null) addTone(audio, note + tuning, half * HALF_SECONDS, (half + 1) * HALF_SECONDS, 0.2)
  }
  const seconds = TUNE.length * HALF_SECONDS
  if (accompanied) for (const note of [45, 48, 52]) addTone(audio, note + tuning, 0, seconds, 0.08)
  return audio
}

const agreement = (melody: Melody) => melody.filter((note, i) => note === TUNE[i]).length / TUNE.length

test('the top line of a clip is followed, rests and leaps included', () => {
  expect(agreement(trackMelody(song(0, false), BEATS, 0, A_MINOR))).toBe(1)
})

test('a low accompaniment does not hide the top line', () => {
  const sung = trackMelody(song(0, true), BEATS, 0, A_MINOR)
  const notes = TUNE.flatMap((note, i) => (note === null ? [] : [note === sung[i]]))
  expect(notes.filter(Boolean).length / notes.length).toBeGreaterThan(0.85)
})

test('a clip that is a third of a semitone sharp is followed in its own tuning', () => {
  expect(agreement(trackMelody(song(0.33, false), BEATS, 0.33, A_MINOR))).toBe(1)
})

test('silence has no melody', () => {
  expect(trackMelody(silence(5 * SAMPLE_RATE_HZ), BEATS, 0, A_MINOR).every((note) => note === null)).toBe(true)
})

test('transposing moves the notes and leaves the rests', () => {
  expect(transposed([60, null, 64], -3)).toEqual([57, null, 61])
})

test('an invented melody has notes and rests, stays in the key and in its register, and depends on the seed alone', () => {
  const grid = evenGrid({ tempoBpm: 120, durationSeconds: 16, swing: 0, key: A_MINOR, mode: 0, seed: 3 })
  const melodyOf = (seed: number) => inventMelody(grid, A_MINOR, new Random(seed, 'lead'))
  const melody = melodyOf(1)
  const notes = melody.filter((note) => note !== null)
  expect(melody).toHaveLength(2 * grid.chords.length)
  expect(notes.length / melody.length).toBeGreaterThan(0.2)
  expect(notes.length / melody.length).toBeLessThan(0.8)
  for (const note of notes) {
    expect(scaleOf(A_MINOR)).toContain(note % 12)
    expect(note).toBeGreaterThanOrEqual(72)
    expect(note).toBeLessThan(97)
  }
  expect(melodyOf(1)).toEqual(melody)
  expect(new Set([1, 2, 3, 4, 5, 6].map((seed) => melodyOf(seed).join())).size).toBeGreaterThan(2)
})
