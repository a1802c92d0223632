import { filter, highPass, lowPass } from '../../dsp/biquad.ts'
import { SAMPLE_RATE_HZ } from '../../dsp/stereo.ts'
import type { Random } from '../../random.ts'
import type { OneShot } from '../one-shots.ts'
import { addNoise, addPartial, addTable, decay, decayFactor, fadeEdges, samplesOf, saturate } from '../oscillator.ts'
import { sineOfTurns, wavetable } from '../wavetable.ts'
import { type Note, settle, sweepLowPass, sweepResonant } from './patch.ts'

const RELEASE_SECONDS = 0.04

/** A sine with a little of its octave and twelfth, so that small speakers know it is there. */
export function sub({ hz, seconds }: Note): OneShot {
  const samples = samplesOf(seconds + RELEASE_SECONDS)
  addPartial(samples, hz, 0.9, 2.5)
  addPartial(samples, 2 * hz, 0.13, 2.5)
  addPartial(samples, 3 * hz, 0.055, 2.5)
  return fadeEdges(samples, 0.005, RELEASE_SECONDS)
}

/** The long kick drum that became a bass: it drops into its note, saturated. */
export function kickBass({ hz, seconds }: Note): OneShot {
  const samples = samplesOf(seconds + RELEASE_SECONDS)
  const dropFactor = decayFactor(0.018)
  let drop = 0.9
  let turns = 0
  for (let i = 0; i < samples.length; i++) {
    turns += (hz * (1 + drop)) / SAMPLE_RATE_HZ
    drop *= dropFactor
    samples[i] = 0.9 * saturate(2.2 * sineOfTurns(turns))
  }
  decay(samples, 0.9)
  return fadeEdges(samples, 0.003, RELEASE_SECONDS)
}

interface BassString {
  /** Level and time constant of the harmonics 1, 2, 3 … */
  readonly harmonics: readonly (readonly [gain: number, decay: number])[]
  /** Seconds of the finger's or the plectrum's noise. */
  readonly noise: number
}

export const BASS_STRINGS = {
  upright: {
    harmonics: [
      [1, 0.55],
      [0.55, 0.3],
      [0.3, 0.2],
      [0.16, 0.13],
      [0.1, 0.1],
    ],
    noise: 0.012,
  },
  round: {
    harmonics: [
      [1, 0.9],
      [0.5, 0.5],
      [0.22, 0.3],
      [0.12, 0.2],
      [0.07, 0.15],
      [0.05, 0.1],
    ],
    noise: 0.004,
  },
  pick: {
    harmonics: [
      [0.9, 0.8],
      [0.7, 0.6],
      [0.5, 0.5],
      [0.35, 0.4],
      [0.25, 0.3],
      [0.2, 0.25],
      [0.15, 0.2],
      [0.12, 0.15],
    ],
    noise: 0.004,
  },
} as const satisfies Record<string, BassString>

export function bassString({ harmonics, noise }: BassString, { hz, seconds }: Note, random: Random): OneShot {
  const samples = samplesOf(seconds + RELEASE_SECONDS)
  for (const [i, [gain, decaySeconds]] of harmonics.entries()) {
    addPartial(samples, hz * (i + 1), 0.6 * gain, decaySeconds)
  }
  addNoise(samples, 0.12, noise, random)
  for (let i = 0; i < samples.length; i++) samples[i] = saturate(1.3 * samples[i])
  return fadeEdges(samples, 0.004, RELEASE_SECONDS)
}

interface AnalogueBass {
  readonly detunes: readonly number[]
  /** Cut-off in Hz at a time in seconds, of a note of a length in seconds. */
  readonly cutoff: (seconds: number, length: number) => number
  /** Resonance; 0 is the plain filter. */
  readonly q: number
  /** Time constant of the level, seconds; Infinity holds it. */
  readonly decay: number
}

const closing = (seconds: number) => 220 + 1500 * Math.exp(-seconds / 0.13)
const HELD = Number.POSITIVE_INFINITY
const PAIR = [-0.0015, 0.0015]
const SPREAD = [-0.009, 0, 0.009]

export const ANALOGUE_BASSES = {
  saw: { detunes: PAIR, cutoff: closing, q: 0, decay: HELD },
  saw8: { detunes: PAIR, cutoff: closing, q: 0, decay: 0.3 },
  octave: { detunes: PAIR, cutoff: closing, q: 0, decay: 0.3 },
  offbeat: { detunes: PAIR, cutoff: closing, q: 0, decay: 0.3 },
  acid: { detunes: [0], cutoff: (t: number) => 180 + 1900 * Math.exp(-t / 0.11), q: 6, decay: 0.5 },
  rumble: { detunes: PAIR, cutoff: () => 220, q: 0, decay: HELD },
  reese: {
    detunes: SPREAD,
    cutoff: (t: number) => 420 + 160 * Math.sin(2 * Math.PI * 0.5 * t),
    q: 0,
    decay: HELD,
  },
  wobble: {
    detunes: SPREAD,
    // About 4.6 sweeps a second, a whole number of them in every note: the wobble keeps the song's time.
    cutoff: (t: number, length: number) => {
      const sweeps = Math.max(1, Math.round(4.6 * length))
      return 180 + 1600 * (0.5 - 0.5 * Math.cos((2 * Math.PI * sweeps * t) / length))
    },
    q: 2,
    decay: HELD,
  },
} as const satisfies Record<string, AnalogueBass>

export function analogueBass(bass: AnalogueBass, { hz, seconds }: Note, random: Random): OneShot {
  const samples = samplesOf(seconds + RELEASE_SECONDS)
  const table = wavetable('saw', hz)
  for (const [voice, detune] of bass.detunes.entries()) {
    // The voices start almost together: at random phases, two so close would cancel for whole notes.
    addTable(samples, table, hz * (1 + detune), 0.8 / bass.detunes.length, 0.09 * voice + 0.02 * random.unit())
  }
  addTable(samples, wavetable('square', hz / 2), hz / 2, 0.2, 0)
  const cutoff = (t: number) => bass.cutoff(t, seconds)
  if (bass.q > 0) sweepResonant(samples, cutoff, bass.q)
  else sweepLowPass(samples, cutoff)
  for (let i = 0; i < samples.length; i++) samples[i] = saturate(2.2 * samples[i])
  // Saturating a lopsided wave moves its mean; 15 Hz brings it back and leaves the lowest note alone.
  filter(samples, highPass(15, 0.7))
  if (bass.decay !== HELD) decay(samples, bass.decay)
  return fadeEdges(samples, 0.004, RELEASE_SECONDS)
}

/** A bowed section: two detuned saws, dull and slow to speak. */
export function cello({ hz, seconds }: Note, random: Random): OneShot {
  const samples = samplesOf(seconds + 0.2)
  const table = wavetable('saw', hz)
  for (const detune of [-0.003, 0.003]) addTable(samples, table, hz * (1 + detune), 0.5, 0.2 * random.unit())
  filter(samples, lowPass(900, 0.7))
  settle(samples, 0.15, 0.4)
  return fadeEdges(samples, 0.12, 0.2)
}

/** A sound chip's triangle channel. */
export function chipBass({ hz, seconds }: Note): OneShot {
  const samples = samplesOf(seconds + 0.005)
  addTable(samples, wavetable('triangle', hz), hz, 0.8, 0)
  return fadeEdges(samples, 0.001, 0.01)
}
