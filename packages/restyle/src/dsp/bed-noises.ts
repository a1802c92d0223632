/** Steady beds, rendered at about full scale; `addBed` sets their level. */
import type { Random } from '../random.ts'
import { bandPass, filter, filterStereo, highPass, highShelf } from './biquad.ts'
import { add, SAMPLE_RATE_HZ, type StereoAudio, scale, silence } from './stereo.ts'

/** Tape hiss: bright noise, different on both sides. */
export function hiss(length: number, random: Random): StereoAudio {
  const bed = whiteNoise(length, random)
  filterStereo(bed, [highPass(1500, 0.5), highShelf(9000, -4)])
  return bed
}

/** Mains hum: 50 Hz with the harmonics of a badly shielded transformer, the same on both sides. */
export function hum(length: number): StereoAudio {
  const bed = silence(length)
  // One period of 50 Hz is exactly 882 samples.
  const period = Float32Array.from({ length: SAMPLE_RATE_HZ / 50 }, (_, i) =>
    HUM_HARMONICS.reduce(
      (sum, [harmonic, gain]) => sum + gain * Math.sin((2 * Math.PI * 50 * harmonic * i) / SAMPLE_RATE_HZ),
      0,
    ),
  )
  for (let start = 0; start < length; start += period.length) bed.left.set(period.subarray(0, length - start), start)
  bed.right.set(bed.left)
  return bed
}

const HUM_HARMONICS = [
  [1, 0.5],
  [2, 0.35],
  [3, 0.2],
  [5, 0.12],
  [7, 0.08],
]

/** Gusts: a band of noise whose pitch and loudness rise and fall together over about ten seconds. */
export const wind = (length: number, random: Random): StereoAudio =>
  breathing(length, random, { cycleHz: 0.09, lowHz: 180, spanHz: 700, under: 0.6, gainAt: (swell) => 0.35 + swell })

/** A stream: low-passed noise that swells with its brightness. */
export const water = (length: number, random: Random): StereoAudio =>
  breathing(length, random, {
    cycleHz: 0.13,
    lowHz: 300,
    spanHz: 1800,
    under: 0,
    gainAt: (swell) => 0.15 + 1.2 * swell * swell,
  })

interface Breathing {
  readonly cycleHz: number
  readonly lowHz: number
  readonly spanHz: number
  /** Share of the thrice filtered noise taken off the twice filtered: above 0, a band instead of a low-pass. */
  readonly under: number
  /** Gain at a swell of 0 … 1. */
  readonly gainAt: (swell: number) => number
}

// Filter and gain move every 64 samples (1.5 ms).
const CONTROL = 64

function breathing(length: number, random: Random, settings: Breathing): StereoAudio {
  const bed = whiteNoise(length, random)
  breathe(bed.left, random, settings, 0)
  breathe(bed.right, random, settings, 0.5)
  return bed
}

function breathe(samples: Float32Array, random: Random, settings: Breathing, spread: number): void {
  const slow = 2 * Math.PI * random.unit() + spread
  const fast = 2 * Math.PI * random.unit()
  let first = 0
  let second = 0
  let third = 0
  for (let start = 0; start < samples.length; start += CONTROL) {
    const end = Math.min(samples.length, start + CONTROL)
    const turns = (2 * Math.PI * start) / SAMPLE_RATE_HZ
    const swell = 0.5 + 0.35 * Math.sin(slow + settings.cycleHz * turns) + 0.15 * Math.sin(fast + 0.23 * turns)
    const hz = settings.lowHz + settings.spanHz * swell
    const coefficient = 1 - Math.exp((-2 * Math.PI * hz) / SAMPLE_RATE_HZ)
    const gain = settings.gainAt(swell)
    const { under } = settings
    for (let i = start; i < end; i++) {
      first += coefficient * (samples[i] - first)
      second += coefficient * (first - second)
      third += coefficient * (second - third)
      samples[i] = gain * (second - under * third)
    }
  }
}

/** A motor: two resonances of noise, turning three times a second from one side to the other. */
export function machine(length: number, random: Random): StereoAudio {
  const bed = whiteNoise(length, random)
  const { left, right } = bed
  const radians = (2 * Math.PI * 3.125) / SAMPLE_RATE_HZ
  for (let start = 0; start < length; start += CONTROL) {
    const end = Math.min(length, start + CONTROL)
    const turn = 0.5 + 0.5 * Math.sin(radians * start)
    for (let i = start; i < end; i++) {
      left[i] *= 0.4 * turn
      right[i] *= 0.4 * (1 - 0.6 * turn)
    }
  }
  filterStereo(bed, [bandPass(430, 3)])
  const whine = { left: left.slice(), right: right.slice() }
  filter(whine.left, bandPass(1270, 9))
  filter(whine.right, bandPass(1270, 9))
  scale(bed, 1.5)
  add(bed, whine, 2)
  return bed
}

function whiteNoise(length: number, random: Random): StereoAudio {
  const bed = silence(length)
  for (let i = 0; i < length; i++) {
    bed.left[i] = random.signed()
    bed.right[i] = random.signed()
  }
  return bed
}
