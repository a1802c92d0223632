/**
 * The K-weighting filters of ITU-R BS.1770-4, Annex 1, for any sample rate.
 *
 * The recommendation prints coefficients for 48 kHz only; these analogue parameters reproduce them there to 1e-12 and
 * give the same response at other rates (B. De Man, "Evaluation of implementations of the EBU R128 loudness
 * measurement", AES 145, 2018).
 */

/** Coefficients of a second-order section with a0 = 1. */
export interface Biquad {
  readonly b0: number
  readonly b1: number
  readonly b2: number
  readonly a1: number
  readonly a2: number
}

const SHELF = { frequencyHz: 1681.974450955533, gainDb: 3.999843853973347, quality: 0.7071752369554196 }
/** Exponent that gives the shelf its gain at the centre frequency. */
const SHELF_MID_GAIN = 0.4996667741545416
const HIGH_PASS = { frequencyHz: 38.13547087602444, quality: 0.5003270373238773 }

/** Stage 1: a high shelf for the acoustic effect of the head. */
export function headShelf(sampleRateHz: number): Biquad {
  const warped = Math.tan((Math.PI * SHELF.frequencyHz) / sampleRateHz)
  const square = warped * warped
  const damping = warped / SHELF.quality
  const gain = 10 ** (SHELF.gainDb / 20)
  const midGain = gain ** SHELF_MID_GAIN
  const a0 = 1 + damping + square
  return {
    b0: (gain + midGain * damping + square) / a0,
    b1: (2 * (square - gain)) / a0,
    b2: (gain - midGain * damping + square) / a0,
    a1: (2 * (square - 1)) / a0,
    a2: (1 - damping + square) / a0,
  }
}

/** Stage 2: a high pass that discounts rumble (revised low-frequency B curve). */
export function rumbleHighPass(sampleRateHz: number): Biquad {
  const warped = Math.tan((Math.PI * HIGH_PASS.frequencyHz) / sampleRateHz)
  const square = warped * warped
  const damping = warped / HIGH_PASS.quality
  const a0 = 1 + damping + square
  return { b0: 1, b1: -2, b2: 1, a1: (2 * (square - 1)) / a0, a2: (1 - damping + square) / a0 }
}
