import { SAMPLE_RATE_HZ } from '../dsp/stereo.ts'
import type { Random } from '../random.ts'
import { TABLE_LENGTH } from './wavetable.ts'

/** The sounds that one-shots are built of. Everything here adds into its target and calls no function per sample. */

/** Factor per sample of an exponential decay to 1/e in `seconds`. */
export const decayFactor = (seconds: number): number => Math.exp(-1 / (seconds * SAMPLE_RATE_HZ))

/** Coefficient of a one-pole low-pass at `hz`. */
export const onePole = (hz: number): number => 1 - Math.exp((-2 * Math.PI * hz) / SAMPLE_RATE_HZ)

/** x / √(1 + x²): a saturation that is odd, smooth, and cheap. */
export const saturate = (x: number): number => x / Math.sqrt(1 + x * x)

/** An empty one-shot. */
export const samplesOf = (seconds: number): Float32Array =>
  new Float32Array(Math.max(64, Math.round(seconds * SAMPLE_RATE_HZ)))

/** Phases are 32-bit integers that wrap by themselves: a whole turn is 2³². */
const TURN = 2 ** 32
// The upper bits of a phase are the index into a table, the lower ones the fraction between two of its samples.
const FRACTION_BITS = 32 - Math.log2(TABLE_LENGTH)
const FRACTION_MASK = 2 ** FRACTION_BITS - 1
const FRACTION_SCALE = 2 ** -FRACTION_BITS

/** A phase in turns, or a frequency in turns per sample, as a 32-bit integer. */
export const phaseOf = (turns: number): number => Math.round((turns - Math.floor(turns)) * TURN) | 0

/**
 * Adds a steady tone from a table to `from` … `to`.
 * @param phase  and `step` as of `phaseOf`
 * @param slope  what the gain grows by with every sample
 * @returns      the phase after the last sample
 */
export function runTable(
  target: Float32Array,
  from: number,
  to: number,
  table: Float32Array,
  phase: number,
  step: number,
  gain: number,
  slope = 0,
): number {
  let at = phase | 0
  let level = gain
  for (let i = from; i < to; i++) {
    const index = at >>> FRACTION_BITS
    const value = table[index]
    target[i] += level * (value + (at & FRACTION_MASK) * FRACTION_SCALE * (table[index + 1] - value))
    level += slope
    at = (at + step) | 0
  }
  return at
}

/** A steady tone from a table over the whole of a one-shot. `phase` in turns. */
export function addTable(target: Float32Array, table: Float32Array, hz: number, gain: number, phase: number): void {
  runTable(target, 0, target.length, table, phaseOf(phase), phaseOf(hz / SAMPLE_RATE_HZ), gain)
}

// After nine time constants a partial is 78 dB down and is left out.
const AUDIBLE_TIME_CONSTANTS = 9

/** A sine that decays to 1/e in `decaySeconds` (Infinity keeps it), by rotation; `phase` in turns. */
export function addPartial(target: Float32Array, hz: number, gain: number, decaySeconds: number, phase = 0): void {
  if (hz >= 0.45 * SAMPLE_RATE_HZ) return
  const step = (2 * Math.PI * hz) / SAMPLE_RATE_HZ
  const factor = decayFactor(decaySeconds)
  const cos = Math.cos(step) * factor
  const sin = Math.sin(step) * factor
  let x = gain * Math.cos(2 * Math.PI * phase)
  let y = gain * Math.sin(2 * Math.PI * phase)
  const end = Math.min(target.length, AUDIBLE_TIME_CONSTANTS * decaySeconds * SAMPLE_RATE_HZ)
  for (let i = 0; i < end; i++) {
    target[i] += y
    const turned = x * cos - y * sin
    y = x * sin + y * cos
    x = turned
  }
}

/** White noise that decays to 1/e in `decaySeconds`, beginning at `fromSeconds`. */
export function addNoise(
  target: Float32Array,
  gain: number,
  decaySeconds: number,
  random: Random,
  fromSeconds = 0,
): void {
  const factor = decayFactor(decaySeconds)
  const start = Math.round(fromSeconds * SAMPLE_RATE_HZ)
  const end = Math.min(target.length, start + AUDIBLE_TIME_CONSTANTS * decaySeconds * SAMPLE_RATE_HZ)
  let level = gain
  for (let i = start; i < end; i++) {
    target[i] += level * random.signed()
    level *= factor
  }
}

/** Multiplies by an exponential decay to 1/e in `seconds`. */
export function decay(samples: Float32Array, seconds: number): void {
  const factor = decayFactor(seconds)
  let level = 1
  for (let i = 0; i < samples.length; i++) {
    samples[i] *= level
    level *= factor
  }
}

/** Raised-cosine fades at both ends: the first and the last sample become 0. */
export function fadeEdges(samples: Float32Array, inSeconds: number, outSeconds: number): Float32Array {
  const length = samples.length
  const rise = Math.min(length, Math.max(2, Math.round(inSeconds * SAMPLE_RATE_HZ)))
  const fall = Math.min(length, Math.max(2, Math.round(outSeconds * SAMPLE_RATE_HZ)))
  for (let i = 0; i < rise; i++) samples[i] *= 0.5 - 0.5 * Math.cos((Math.PI * i) / rise)
  for (let i = 0; i < fall; i++) samples[length - 1 - i] *= 0.5 - 0.5 * Math.cos((Math.PI * i) / fall)
  return samples
}

/** Scales so that the largest sample has the magnitude `peak`; silence stays silent. */
export function toPeak(samples: Float32Array, peak: number): void {
  let largest = 0
  for (let i = 0; i < samples.length; i++) largest = Math.max(largest, Math.abs(samples[i]))
  if (largest === 0) return
  const gain = peak / largest
  for (let i = 0; i < samples.length; i++) samples[i] *= gain
}
