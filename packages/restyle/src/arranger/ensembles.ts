import { periodOf, wavetable } from './wavetable.ts'

/** A section that holds chords: pads, strings, choir, brass. */
export interface Ensemble {
  /** The period that one player sounds for a note; `chord` counts the chords, so that a choir can change its vowel. */
  readonly table: (hz: number, chord: number) => Float32Array
  /** Detuning of the players of each note, as ratios around 1; they alternate between left and right. */
  readonly detunes: readonly number[]
  readonly attackSeconds: number
  readonly releaseSeconds: number
  /** Of a 12 dB/octave low-pass that drifts with the energy of the piece, Hz. */
  readonly cutoffHz: number
  /** Depth of the vibrato, as a ratio. */
  readonly vibrato: number
}

const saw = (hz: number) => wavetable('saw', tableHz(hz))
const triangle = (hz: number) => wavetable('triangle', tableHz(hz))

// Ensembles run at half the sample rate, where harmonics may reach 11 kHz: a table of nearly an octave higher.
const tableHz = (hz: number) => 1.7 * hz

/** Formants of sung vowels: centre in Hz, bandwidth in Hz, level. Source: G. Fant, averages of male and female voices. */
type Formant = readonly [hz: number, bandwidth: number, gain: number]

const VOWELS: readonly (readonly Formant[])[] = [
  // a
  [
    [680, 90, 1],
    [1120, 110, 0.65],
    [2650, 160, 0.22],
    [3500, 220, 0.08],
  ],
  // o
  [
    [430, 80, 1],
    [820, 90, 0.5],
    [2500, 160, 0.12],
    [3400, 220, 0.05],
  ],
  // e
  [
    [480, 80, 1],
    [1800, 130, 0.4],
    [2550, 160, 0.22],
    [3500, 220, 0.08],
  ],
]

const VOICE_CEILING_HZ = 6000

/** A voice on a note: the saw of its cords through the formants of a vowel. */
function sung(hz: number, chord: number): Float32Array {
  const formants = VOWELS[chord % VOWELS.length]
  const amplitudes: number[] = []
  for (let h = 1; h * hz < VOICE_CEILING_HZ; h++) amplitudes.push(voicedHarmonic(h, h * hz, formants))
  // Every note of a vowel is as loud as the next, wherever its harmonics meet the formants.
  const level = Math.sqrt(amplitudes.reduce((sum, a) => sum + a * a, 0))
  const turns = amplitudes.map((_, i) => (0.37 * i * i) % 1)
  return periodOf(
    amplitudes.map((a) => (0.6 * a) / level),
    turns,
  )
}

function voicedHarmonic(h: number, hz: number, formants: readonly Formant[]): number {
  const shape = formants.reduce(
    (sum, [centre, bandwidth, gain]) => sum + gain / (1 + ((hz - centre) / bandwidth) ** 2),
    0,
  )
  return (0.04 + shape) / Math.sqrt(h)
}

const base = { vibrato: 0 }

export const ENSEMBLES = {
  warm: { ...base, table: saw, detunes: [-0.0045, 0.0045], attackSeconds: 0.5, releaseSeconds: 0.9, cutoffHz: 1100 },
  dark: { ...base, table: saw, detunes: [-0.0055, 0.0055], attackSeconds: 1, releaseSeconds: 1.5, cutoffHz: 520 },
  strings: {
    table: saw,
    detunes: [-0.0055, 0.005, 0.0015, -0.001],
    attackSeconds: 0.28,
    releaseSeconds: 0.5,
    cutoffHz: 3600,
    vibrato: 0.0022,
  },
  choir: {
    table: sung,
    detunes: [-0.006, 0.006, 0.002, -0.002],
    attackSeconds: 0.35,
    releaseSeconds: 0.7,
    cutoffHz: 9000,
    vibrato: 0.003,
  },
  brass: { ...base, table: saw, detunes: [-0.003, 0.003], attackSeconds: 0.09, releaseSeconds: 0.2, cutoffHz: 1800 },
  glass: {
    ...base,
    table: triangle,
    detunes: [-0.0035, 0.0035],
    attackSeconds: 0.6,
    releaseSeconds: 1.2,
    cutoffHz: 6000,
  },
  saw: {
    ...base,
    table: saw,
    detunes: [-0.0085, 0.0085, 0, 0],
    attackSeconds: 0.05,
    releaseSeconds: 0.25,
    cutoffHz: 4200,
  },
} as const satisfies Record<string, Ensemble>

export type EnsembleName = keyof typeof ENSEMBLES
