import { expect, test } from 'vitest'
import { midiToHz } from '../../dsp/units.ts'
import { amplitudeAt, peakOf } from '../layers.test.fixture.ts'
import { OneShots } from '../one-shots.ts'
import { ANALOGUE_BASSES } from './basses.ts'
import { BASSES, type BassName, PATCHES, type PatchName, playBass, playNote } from './patches.ts'

const shots = new OneShots()
const PATCH_NAMES = Object.keys(PATCHES) as PatchName[]
const BASS_NAMES = Object.keys(BASSES) as BassName[]
/** Several voices on purpose out of tune with each other: their mean is the note. */
const DETUNED: readonly string[] = ['saw', ...Object.keys(ANALOGUE_BASSES)]
const SPREAD_CENTS = 45
/** 0.7 s: long enough to tell 10 cents at 220 Hz, short enough that a plucked note still sounds. */
const ANALYSED = 30_870

/** How far the sound lies from `midi`, in cents: the strongest frequency within ±45 cents, or the mean of the power there. */
function centsFrom(samples: Float32Array, midi: number, detuned: boolean): number {
  const audible = 0.01 * peakOf(samples)
  let weighted = 0
  let total = 0
  let strongest = { cents: 0, amplitude: 0 }
  for (let cents = -SPREAD_CENTS; cents <= SPREAD_CENTS; cents += 3) {
    const amplitude = amplitudeAt(samples, midiToHz(midi + cents / 100))
    weighted += cents * amplitude ** 2
    total += amplitude ** 2
    if (amplitude > strongest.amplitude) strongest = { cents, amplitude }
  }
  expect(strongest.amplitude, `the note is in the sound, ${midi}`).toBeGreaterThan(audible)
  return detuned ? weighted / total : strongest.cents
}

test.each(PATCH_NAMES)('%s is in tune within 10 cents', (name) => {
  for (const midi of [57, 64, 71, 80]) {
    const samples = playNote(shots, name, midi, 1).subarray(0, ANALYSED)
    expect(Math.abs(centsFrom(samples, midi, DETUNED.includes(name))), `${name} ${midi}`).toBeLessThanOrEqual(10)
  }
})

test.each(BASS_NAMES)('bass %s is in tune within 10 cents', (name) => {
  for (const midi of [40, 45]) {
    const samples = playBass(shots, name, midi, 1.6)
    // The 808 drops into its note: what counts is where it settles.
    const settled = samples.subarray(name === '808' ? 4000 : 0)
    expect(Math.abs(centsFrom(settled, midi, DETUNED.includes(name))), `${name} ${midi}`).toBeLessThanOrEqual(10)
  }
})

test('a fraction of a semitone is played, for sources that are not tuned to 440 Hz', () => {
  expect(Math.abs(centsFrom(playNote(shots, 'rhodes', 64.3, 2), 64.3, false))).toBeLessThanOrEqual(4)
})

const everyNote = () => [
  ...PATCH_NAMES.flatMap((name) =>
    [52, 76].map((midi) => [`${name} ${midi}`, playNote(shots, name, midi, 0.4)] as const),
  ),
  ...BASS_NAMES.flatMap((name) =>
    [33, 44].map((midi) => [`bass ${name} ${midi}`, playBass(shots, name, midi, 0.4)] as const),
  ),
]

test('notes begin and end at 0, without a click at either edge', () => {
  for (const [name, samples] of everyNote()) {
    const peak = peakOf(samples)
    expect(Math.abs(samples[0]), name).toBeLessThan(1e-6)
    expect(Math.abs(samples[samples.length - 1]), name).toBeLessThan(1e-6)
    // In the first and the last tenth of a millisecond a note stays below a fiftieth of its peak.
    expect(peakOf(samples.subarray(0, 5)), name).toBeLessThan(0.05 * peak)
    expect(peakOf(samples.subarray(-5)), name).toBeLessThan(0.02 * peak)
  }
})

test('notes are finite, of useful level, and carry no DC', () => {
  for (const [name, samples] of everyNote()) {
    expect(samples.every(Number.isFinite), name).toBe(true)
    expect(peakOf(samples), name).toBeGreaterThan(0.1)
    expect(peakOf(samples), name).toBeLessThan(1.8)
    const mean = samples.reduce((sum, value) => sum + value, 0) / samples.length
    expect(Math.abs(mean), name).toBeLessThan(0.01)
  }
})
