/**
 * Second-order filter sections: design, run, and ask for their magnitude.
 * Source: R. Bristow-Johnson, "Cookbook formulae for audio equalizer biquad filter coefficients"; run in transposed
 * direct form II with double-precision state.
 */
import { FLUSH_BLOCK, flush } from './denormals.ts'
import { SAMPLE_RATE_HZ, type StereoAudio } from './stereo.ts'
import { clamp } from './units.ts'

/** Coefficients of y = b0·x + b1·x₋₁ + b2·x₋₂ − a1·y₋₁ − a2·y₋₂, normalised to a0 = 1. */
export interface Biquad {
  readonly b0: number
  readonly b1: number
  readonly b2: number
  readonly a1: number
  readonly a2: number
}

/** Bell of `gainDb` at `hz`; `q` is centre frequency over bandwidth. At 0 dB the section is exactly transparent. */
export function peaking(hz: number, q: number, gainDb: number): Biquad {
  const { cos, alpha } = angle(hz, q)
  const a = 10 ** (gainDb / 40)
  return normalise(1 + alpha * a, -2 * cos, 1 - alpha * a, 1 + alpha / a, -2 * cos, 1 - alpha / a)
}

/** `gainDb` below `hz`, half of it at `hz`. `slope` 1 is the steepest that stays monotone. */
export function lowShelf(hz: number, gainDb: number, slope = 0.7): Biquad {
  return shelf(hz, gainDb, slope, 1)
}

/** `gainDb` above `hz`, half of it at `hz`. `slope` 1 is the steepest that stays monotone. */
export function highShelf(hz: number, gainDb: number, slope = 0.7): Biquad {
  return shelf(hz, gainDb, slope, -1)
}

/** 12 dB/octave above `hz`; q = 1/√2 is Butterworth. */
export function lowPass(hz: number, q: number): Biquad {
  const { cos, alpha } = angle(hz, q)
  return normalise((1 - cos) / 2, 1 - cos, (1 - cos) / 2, 1 + alpha, -2 * cos, 1 - alpha)
}

/** 12 dB/octave below `hz`; q = 1/√2 is Butterworth. */
export function highPass(hz: number, q: number): Biquad {
  const { cos, alpha } = angle(hz, q)
  return normalise((1 + cos) / 2, -(1 + cos), (1 + cos) / 2, 1 + alpha, -2 * cos, 1 - alpha)
}

/** Band around `hz` with 0 dB at its centre. */
export function bandPass(hz: number, q: number): Biquad {
  const { cos, alpha } = angle(hz, q)
  return normalise(alpha, 0, -alpha, 1 + alpha, -2 * cos, 1 - alpha)
}

/** Magnitude response at `hz`, floored at −200 dB. */
export function magnitudeDb(biquad: Biquad, hz: number): number {
  const { b0, b1, b2, a1, a2 } = biquad
  const w = (2 * Math.PI * hz) / SAMPLE_RATE_HZ
  const cos1 = Math.cos(w)
  const sin1 = Math.sin(w)
  const cos2 = Math.cos(2 * w)
  const sin2 = Math.sin(2 * w)
  const zeros = (b0 + b1 * cos1 + b2 * cos2) ** 2 + (b1 * sin1 + b2 * sin2) ** 2
  const poles = (1 + a1 * cos1 + a2 * cos2) ** 2 + (a1 * sin1 + a2 * sin2) ** 2
  return 10 * Math.log10(zeros / poles + 1e-20)
}

/** Filters one channel in place, from rest. */
export function filter(samples: Float32Array, biquad: Biquad): void {
  const { b0, b1, b2, a1, a2 } = biquad
  const length = samples.length
  let s1 = 0
  let s2 = 0
  for (let start = 0; start < length; start += FLUSH_BLOCK) {
    const end = Math.min(length, start + FLUSH_BLOCK)
    for (let i = start; i < end; i++) {
      const x = samples[i]
      const y = b0 * x + s1
      s1 = b1 * x + s2 - a1 * y
      s2 = b2 * x - a2 * y
      samples[i] = y
    }
    s1 = flush(s1)
    s2 = flush(s2)
  }
}

/**
 * Filters both channels in place through the sections in order, from rest. Two sections of both channels share one
 * walk over memory: four independent recursions hide each other's latency.
 */
export function filterStereo(audio: StereoAudio, biquads: readonly Biquad[]): void {
  let index = 0
  for (; index + 1 < biquads.length; index += 2) filterPair(audio, biquads[index], biquads[index + 1])
  if (index < biquads.length) {
    filter(audio.left, biquads[index])
    filter(audio.right, biquads[index])
  }
}

function filterPair(audio: StereoAudio, first: Biquad, second: Biquad): void {
  const { b0, b1, b2, a1, a2 } = first
  const { b0: c0, b1: c1, b2: c2, a1: d1, a2: d2 } = second
  const { left, right } = audio
  const length = left.length
  let ls1 = 0
  let ls2 = 0
  let lt1 = 0
  let lt2 = 0
  let rs1 = 0
  let rs2 = 0
  let rt1 = 0
  let rt2 = 0
  for (let start = 0; start < length; start += FLUSH_BLOCK) {
    const end = Math.min(length, start + FLUSH_BLOCK)
    for (let i = start; i < end; i++) {
      const lx = left[i]
      const rx = right[i]
      const ly = b0 * lx + ls1
      const ry = b0 * rx + rs1
      ls1 = b1 * lx + ls2 - a1 * ly
      rs1 = b1 * rx + rs2 - a1 * ry
      ls2 = b2 * lx - a2 * ly
      rs2 = b2 * rx - a2 * ry
      const lz = c0 * ly + lt1
      const rz = c0 * ry + rt1
      lt1 = c1 * ly + lt2 - d1 * lz
      rt1 = c1 * ry + rt2 - d1 * rz
      lt2 = c2 * ly - d2 * lz
      rt2 = c2 * ry - d2 * rz
      left[i] = lz
      right[i] = rz
    }
    ls1 = flush(ls1)
    ls2 = flush(ls2)
    lt1 = flush(lt1)
    lt2 = flush(lt2)
    rs1 = flush(rs1)
    rs2 = flush(rs2)
    rt1 = flush(rt1)
    rt2 = flush(rt2)
  }
}

// 0.47 of the sample rate: closer to Nyquist the bilinear map squeezes a section into nothing and q loses its meaning.
const MAX_HZ = 0.47 * SAMPLE_RATE_HZ

function angle(hz: number, q: number): { cos: number; alpha: number } {
  const w = (2 * Math.PI * clamp(hz, 5, MAX_HZ)) / SAMPLE_RATE_HZ
  return { cos: Math.cos(w), alpha: Math.sin(w) / (2 * q) }
}

/** Both shelves are one formula with the sign of the cosine terms turned over: 1 low, −1 high. */
function shelf(hz: number, gainDb: number, slope: number, side: 1 | -1): Biquad {
  const a = 10 ** (gainDb / 40)
  const { cos, alpha: halfSine } = angle(hz, 1)
  const root = 2 * Math.sqrt(a) * halfSine * Math.sqrt((a + 1 / a) * (1 / slope - 1) + 2)
  const plus = a + 1
  const minus = side * (a - 1) * cos
  const cross = side * (a - 1)
  return normalise(
    a * (plus - minus + root),
    2 * a * (cross - plus * cos),
    a * (plus - minus - root),
    plus + minus + root,
    -2 * (cross + plus * cos),
    plus + minus - root,
  )
}

function normalise(b0: number, b1: number, b2: number, a0: number, a1: number, a2: number): Biquad {
  return { b0: b0 / a0, b1: b1 / a0, b2: b2 / a0, a1: a1 / a0, a2: a2 / a0 }
}
