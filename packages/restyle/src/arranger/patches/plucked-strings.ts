import { filter, highPass, peaking } from '../../dsp/biquad.ts'
import { SAMPLE_RATE_HZ } from '../../dsp/stereo.ts'
import type { Random } from '../../random.ts'
import type { OneShot } from '../one-shots.ts'
import { fadeEdges, samplesOf, toPeak } from '../oscillator.ts'
import { sineOfTurns } from '../wavetable.ts'
import type { Note } from './patch.ts'

/**
 * Plucked strings: the shape of a pluck in a loop one period long that loses its brightness on every round.
 * Source: Karplus and Strong 1983; tuning by an all-pass after Jaffe and Smith 1983.
 */
interface PluckedString {
  /** Harmonic h is plucked with h^−slope: 1.5 a fingertip, 0.9 a plectrum. */
  readonly slope: number
  /** Level of the nail's noise. */
  readonly nail: number
  /** Loss of brightness per round, 0 none … 0.5 the most. */
  readonly damping: number
  /** Seconds to −60 dB. */
  readonly ring: number
  /** Longest sound, seconds. */
  readonly longest: number
}

export const PLUCKED_STRINGS = {
  nylon: { slope: 1.35, nail: 0.04, damping: 0.5, ring: 2.2, longest: 3 },
  steel: { slope: 0.95, nail: 0.08, damping: 0.35, ring: 3.2, longest: 3 },
  harp: { slope: 1.5, nail: 0.03, damping: 0.5, ring: 3, longest: 3 },
  koto: { slope: 0.9, nail: 0.1, damping: 0.4, ring: 2.2, longest: 2.5 },
  skank: { slope: 1.0, nail: 0.1, damping: 0.5, ring: 0.3, longest: 0.14 },
  mutegtr: { slope: 1.1, nail: 0.12, damping: 0.5, ring: 0.22, longest: 0.13 },
} as const satisfies Record<string, PluckedString>

/** Where along the string it is plucked: its nodes are missing from the sound. */
const PLUCK_POSITION = 0.17
const BODY_HZ = 210

export function pluckedString(string: PluckedString, note: Note, random: Random): OneShot {
  const seconds = Math.min(note.seconds + 0.5, string.longest)
  const samples = samplesOf(seconds)
  runString(samples, string, note.hz, random)
  filter(samples, peaking(BODY_HZ, 1, 3))
  filter(samples, highPass(60, 0.7))
  toPeak(samples, 0.8)
  return fadeEdges(samples, 0.0015, Math.min(0.25, 0.35 * seconds))
}

function runString(samples: Float32Array, string: PluckedString, hz: number, random: Random): void {
  const { damping, ring } = string
  const radians = (2 * Math.PI * hz) / SAMPLE_RATE_HZ
  // Delay of the damping filter (1 − d) + d·z⁻¹ at the note itself; what remains is whole samples and an all-pass.
  const dampingDelay = Math.atan2(damping * Math.sin(radians), 1 - damping + damping * Math.cos(radians)) / radians
  const remaining = SAMPLE_RATE_HZ / hz - dampingDelay
  const delay = Math.max(2, Math.floor(remaining - 0.4))
  const fraction = remaining - delay
  const allPass = Math.sin((radians - radians * fraction) / 2) / Math.sin((radians + radians * fraction) / 2)
  // Loss per round at the fundamental: the damping filter has taken some already.
  const damped = Math.hypot(1 - damping + damping * Math.cos(radians), damping * Math.sin(radians))
  const loss = Math.min(1, 0.001 ** (1 / (hz * ring)) / damped)
  const line = pluck(delay, string, random)
  let index = 0
  let previous = 0
  let allPassIn = 0
  let allPassOut = 0
  for (let i = 0; i < samples.length; i++) {
    const out = line[index]
    samples[i] = out
    const dull = loss * ((1 - damping) * out + damping * previous)
    previous = out
    allPassOut = allPass * (dull - allPassOut) + allPassIn
    allPassIn = dull
    line[index] = allPassOut
    index = index + 1 === delay ? 0 : index + 1
  }
}

const MAX_HARMONICS = 60

/**
 * The string as the finger lets go of it: harmonics that fall off the faster the softer the finger, without those that
 * have a node where it plucks, and a little noise of the nail.
 */
function pluck(length: number, { slope, nail }: PluckedString, random: Random): Float64Array {
  const shape = new Float64Array(length)
  for (let h = 1; h <= Math.min(MAX_HARMONICS, (length - 1) / 2); h++) {
    const gain = Math.sin(Math.PI * h * PLUCK_POSITION) * h ** -slope * (1 + 0.2 * random.signed())
    const phase = random.unit()
    for (let i = 0; i < length; i++) shape[i] += gain * sineOfTurns((h * i) / length + phase)
  }
  let previous = random.signed()
  for (let i = 0; i < length; i++) {
    // A difference of noise has no DC to leave in the loop.
    const now = random.signed()
    shape[i] += nail * (now - previous)
    previous = now
  }
  return shape
}
