import { SAMPLE_RATE_HZ } from '../../dsp/stereo.ts'
import type { Random } from '../../random.ts'
import type { OneShot } from '../one-shots.ts'
import { onePole } from '../oscillator.ts'

export interface Note {
  readonly midi: number
  readonly hz: number
  /** How long it is held. Ringing patches take it as the most they may ring; the release comes on top. */
  readonly seconds: number
}

/** An instrument: one note at full velocity, peak between 0.3 and 1.5, silent at both ends. */
export type Patch = (note: Note, random: Random) => OneShot

// 32 samples are 0.7 ms: a filter that moves in such steps is heard as gliding.
const CONTROL_PERIOD = 32

/** Two one-pole low-passes in place, 12 dB/octave, whose cut-off follows a curve of time in seconds. */
export function sweepLowPass(samples: Float32Array, hzAt: (seconds: number) => number): void {
  let first = 0
  let second = 0
  for (let start = 0; start < samples.length; start += CONTROL_PERIOD) {
    const coefficient = onePole(hzAt(start / SAMPLE_RATE_HZ))
    const end = Math.min(samples.length, start + CONTROL_PERIOD)
    for (let i = start; i < end; i++) {
      first += coefficient * (samples[i] - first)
      second += coefficient * (first - second)
      samples[i] = second
    }
  }
}

/**
 * A resonant low-pass in place, cut-off on a curve. Stable below 6 kHz.
 * Source: H. Chamberlin, Musical Applications of Microprocessors: the state-variable filter.
 */
export function sweepResonant(samples: Float32Array, hzAt: (seconds: number) => number, q: number): void {
  let low = 0
  let band = 0
  for (let start = 0; start < samples.length; start += CONTROL_PERIOD) {
    const step = 2 * Math.sin((Math.PI * hzAt(start / SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ)
    const end = Math.min(samples.length, start + CONTROL_PERIOD)
    for (let i = start; i < end; i++) {
      low += step * band
      band += step * (samples[i] - low - band / q)
      samples[i] = low
    }
  }
}

/** Multiplies by 1 − amount + amount · e^(−t/seconds): a note that settles without dying. */
export function settle(samples: Float32Array, amount: number, seconds: number): void {
  const factor = Math.exp(-1 / (seconds * SAMPLE_RATE_HZ))
  let level = amount
  for (let i = 0; i < samples.length; i++) {
    samples[i] *= 1 - amount + level
    level *= factor
  }
}
