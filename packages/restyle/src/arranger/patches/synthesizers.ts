import { filter, highPass, lowPass, peaking } from '../../dsp/biquad.ts'
import { SAMPLE_RATE_HZ } from '../../dsp/stereo.ts'
import { midiToHz } from '../../dsp/units.ts'
import type { Random } from '../../random.ts'
import type { OneShot } from '../one-shots.ts'
import { addTable, decay, decayFactor, fadeEdges, samplesOf, saturate } from '../oscillator.ts'
import { wavetable } from '../wavetable.ts'
import { type Note, settle, sweepLowPass } from './patch.ts'

interface SawSynth {
  /** Detuning of each voice, as a ratio around 1. */
  readonly detunes: readonly number[]
  readonly longest: number
  /** Seconds for the filter to close to 1/e. */
  readonly filterDecay: number
}

const PLUCK: SawSynth = { detunes: [-0.003, 0.003], longest: 0.8, filterDecay: 0.09 }
const SAW: SawSynth = { detunes: [-0.011, -0.005, 0, 0.005, 0.011], longest: 0.8, filterDecay: 0.22 }
const STAB: SawSynth = { detunes: [-0.003, 0.003], longest: 0.28, filterDecay: 0.09 }

function sawSynth({ detunes, longest, filterDecay }: SawSynth, { hz, seconds }: Note, random: Random): OneShot {
  const length = Math.min(seconds + 0.15, longest)
  const samples = samplesOf(length)
  const table = wavetable('saw', hz)
  for (const detune of detunes) addTable(samples, table, hz * (1 + detune), 1.1 / detunes.length, random.unit())
  sweepLowPass(samples, (t) => 250 + 5200 * Math.exp(-t / filterDecay))
  decay(samples, 0.45 * length)
  return fadeEdges(samples, 0.002, 0.05)
}

export const pluck = (note: Note, random: Random): OneShot => sawSynth(PLUCK, note, random)
export const saw = (note: Note, random: Random): OneShot => sawSynth(SAW, note, random)
export const stab = (note: Note, random: Random): OneShot => sawSynth(STAB, note, random)

/** A sound chip's pulse channel, its volume falling in eight steps. */
export function chip({ hz, seconds }: Note): OneShot {
  const samples = samplesOf(Math.min(seconds, 0.5))
  addTable(samples, wavetable('pulse', hz), hz, 0.6, 0)
  const factor = decayFactor(0.18)
  let level = 1
  let stepped = 1
  for (let i = 0; i < samples.length; i++) {
    // The steps slew over a millisecond: a jump of the volume inside a period is a click.
    stepped += 0.02 * (Math.ceil(8 * level) / 8 - stepped)
    samples[i] *= stepped
    level *= factor
  }
  return fadeEdges(samples, 0.001, 0.008)
}

/** Root, fifth and octave of a guitar through an amplifier that is much too small for them. */
export function driveGuitar({ midi, seconds }: Note, random: Random): OneShot {
  const samples = samplesOf(seconds)
  for (const interval of [0, 7, 12]) {
    const hz = midiToHz(midi + interval)
    const table = wavetable('saw', hz)
    addTable(samples, table, hz * 0.9985, 0.5, random.unit())
    addTable(samples, table, hz * 1.0015, 0.4, random.unit())
  }
  settle(samples, 0.4, 0.2)
  for (let i = 0; i < samples.length; i++) samples[i] = 0.5 * saturate(5 * samples[i])
  filter(samples, highPass(75, 0.7))
  filter(samples, lowPass(4200, 0.9))
  filter(samples, peaking(2500, 1.2, 4))
  return fadeEdges(samples, 0.004, Math.min(0.06, 0.3 * (samples.length / SAMPLE_RATE_HZ)))
}
