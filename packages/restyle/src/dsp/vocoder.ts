import { realFft } from './fft.ts'
import { type StereoSpectrum, stereoPower } from './stereo-spectrum.ts'

/**
 * Channel vocoder inside a spectral frame: the carrier takes on the envelope of the source. K bins.
 * Envelopes are means of magnitude over ±180 Hz, by running sums. Source: Dudley 1939.
 */
const HALF_BAND_HZ = 180
/** A carrier of one voice sounds about 4 dB louder than the source it replaces. */
const CARRIER_GAIN = 0.6

export class Vocoder {
  private readonly carrier: Float32Array
  private readonly amount: number
  private readonly window: Float64Array
  private readonly halfBand: number
  private readonly frame: Float32Array
  private readonly re: Float32Array
  private readonly im: Float32Array
  private readonly magnitude: Float32Array
  private readonly sourceEnvelope: Float32Array
  private readonly carrierEnvelope: Float32Array

  /** @param amount 0 source … 1 carrier @param window [N] the analysis window of the stage */
  constructor(carrier: Float32Array, amount: number, window: Float64Array, binHz: number) {
    const bins = window.length / 2 + 1
    this.carrier = carrier
    this.amount = amount
    this.window = window
    this.halfBand = Math.max(1, Math.round(HALF_BAND_HZ / binHz))
    this.frame = new Float32Array(window.length)
    this.re = new Float32Array(bins)
    this.im = new Float32Array(bins)
    this.magnitude = new Float32Array(bins)
    this.sourceEnvelope = new Float32Array(bins)
    this.carrierEnvelope = new Float32Array(bins)
  }

  /** @param start sample of the carrier at which this frame begins */
  apply(spectrum: StereoSpectrum, start: number): void {
    const { carrier, window, frame, re, im, magnitude, amount } = this
    for (let n = 0; n < frame.length; n++) {
      const at = start + n
      frame[n] = at >= 0 && at < carrier.length ? carrier[at] * window[n] : 0
    }
    realFft(frame.length).forward(frame, re, im)
    for (let k = 0; k < re.length; k++) magnitude[k] = Math.sqrt(re[k] * re[k] + im[k] * im[k])
    runningMean(magnitude, this.halfBand, this.carrierEnvelope)
    stereoPower(spectrum, magnitude)
    for (let k = 0; k < re.length; k++) magnitude[k] = Math.sqrt(2 * magnitude[k])
    runningMean(magnitude, this.halfBand, this.sourceEnvelope)
    const { leftRe, leftIm, rightRe, rightIm } = spectrum
    const dry = 1 - amount
    for (let k = 0; k < re.length; k++) {
      const gain = (amount * CARRIER_GAIN * this.sourceEnvelope[k]) / (this.carrierEnvelope[k] + 1e-6)
      leftRe[k] = leftRe[k] * dry + gain * re[k]
      leftIm[k] = leftIm[k] * dry + gain * im[k]
      rightRe[k] = rightRe[k] * dry + gain * re[k]
      rightIm[k] = rightIm[k] * dry + gain * im[k]
    }
  }
}

function runningMean(values: Float32Array, reach: number, means: Float32Array): void {
  let sum = 0
  for (let k = 0; k < Math.min(reach, values.length); k++) sum += values[k]
  for (let k = 0; k < values.length; k++) {
    if (k + reach < values.length) sum += values[k + reach]
    if (k - reach - 1 >= 0) sum -= values[k - reach - 1]
    means[k] = Math.max(0, sum) / (2 * reach + 1)
  }
}
