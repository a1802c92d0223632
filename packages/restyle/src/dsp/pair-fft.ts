import type { StereoAudio } from '@retimbre/media'
import { complexFft } from './complex-fft.ts'

/**
 * Two real signals through one complex FFT: the first is the real part, the second the imaginary part.
 * N size, K = N/2 + 1 bins. Two real transforms of 2048 samples cost 38 µs, one of a pair 25 µs, and a mask that is real and
 * the same for both signals needs no separation at all (see hpss.ts).
 *
 * The cycle is load -> forward -> split, then merge -> inverse -> overlapAdd. `data` is shared by all steps.
 */
export class PairFft {
  readonly size: number
  readonly bins: number
  /** After `forward`: the packed spectrum Z = A + jB, interleaved, natural order [2N]. */
  readonly data: Float64Array
  private readonly fft

  constructor(size: number) {
    this.size = size
    this.bins = (size >> 1) + 1
    this.fft = complexFft(size)
    this.data = new Float64Array(2 * size)
  }

  /** slots[k] = where bin (or sample) k has to be put in `data` before a transform. */
  get slots(): Uint32Array {
    return this.fft.slots
  }

  /** Windowed frame of both channels, from sample `start`; samples outside the signal are zero. */
  loadStereo(audio: StereoAudio, start: number, window: Float64Array): void {
    const { data, size } = this
    const { slots } = this.fft
    const { left, right } = audio
    const from = Math.max(0, -start)
    const to = Math.min(size, left.length - start)
    if (from > 0 || to < size) data.fill(0)
    for (let n = from; n < to; n++) {
      const slot = slots[n]
      const weight = window[n]
      data[slot] = left[start + n] * weight
      data[slot + 1] = right[start + n] * weight
    }
  }

  /** Two windowed frames of the mid channel (L+R)/2, at `first` and `second`. */
  loadMidFrames(audio: StereoAudio, first: number, second: number, window: Float64Array): void {
    this.loadMid(audio, first, window, 0)
    this.loadMid(audio, second, window, 1)
  }

  private loadMid(audio: StereoAudio, start: number, window: Float64Array, part: 0 | 1): void {
    const { data, size } = this
    const { slots } = this.fft
    const { left, right } = audio
    const from = Math.max(0, -start)
    const to = Math.min(size, left.length - start)
    if (from > 0 || to < size) for (let n = 0; n < size; n++) data[2 * n + part] = 0
    for (let n = from; n < to; n++) data[slots[n] + part] = 0.5 * (left[start + n] + right[start + n]) * window[n]
  }

  forward(): void {
    this.fft.transform(this.data)
  }

  /** Packed spectrum -> the two spectra [K]. */
  split(aRe: Float32Array, aIm: Float32Array, bRe: Float32Array, bIm: Float32Array): void {
    const { data, size } = this
    const half = size >> 1
    aRe[0] = data[0]
    bRe[0] = data[1]
    aIm[0] = 0
    bIm[0] = 0
    for (let k = 1; k <= half; k++) {
      const mirror = 2 * (size - k)
      const re = data[2 * k]
      const im = data[2 * k + 1]
      const mirrorRe = data[mirror]
      const mirrorIm = data[mirror + 1]
      aRe[k] = 0.5 * (re + mirrorRe)
      aIm[k] = 0.5 * (im - mirrorIm)
      bRe[k] = 0.5 * (im + mirrorIm)
      bIm[k] = 0.5 * (mirrorRe - re)
    }
  }

  /** Packed spectrum -> the two power spectra [K]. */
  splitPower(aPower: Float32Array, bPower: Float32Array): void {
    const { data, size } = this
    const half = size >> 1
    aPower[0] = data[0] * data[0]
    bPower[0] = data[1] * data[1]
    for (let k = 1; k <= half; k++) {
      const mirror = 2 * (size - k)
      const aRe = 0.5 * (data[2 * k] + data[mirror])
      const aIm = 0.5 * (data[2 * k + 1] - data[mirror + 1])
      const bRe = 0.5 * (data[2 * k + 1] + data[mirror + 1])
      const bIm = 0.5 * (data[mirror] - data[2 * k])
      aPower[k] = aRe * aRe + aIm * aIm
      bPower[k] = bRe * bRe + bIm * bIm
    }
  }

  /** The two spectra [K] -> `data`, ordered for `inverse`. */
  merge(aRe: Float32Array, aIm: Float32Array, bRe: Float32Array, bIm: Float32Array): void {
    const { data, size } = this
    const { slots } = this.fft
    const half = size >> 1
    data[slots[0]] = bRe[0]
    data[slots[0] + 1] = aRe[0]
    data[slots[half]] = bRe[half]
    data[slots[half] + 1] = aRe[half]
    for (let k = 1; k < half; k++) {
      const slot = slots[k]
      const mirrorSlot = slots[size - k]
      data[slot] = aIm[k] + bRe[k]
      data[slot + 1] = aRe[k] - bIm[k]
      data[mirrorSlot] = bRe[k] - aIm[k]
      data[mirrorSlot + 1] = aRe[k] + bIm[k]
    }
  }

  /**
   * Backwards, unscaled (N times too large). Expects real and imaginary parts exchanged (imaginary first), as `merge`
   * writes them; leaves them exchanged: sample n of the second signal, then of the first.
   */
  inverse(): void {
    this.fft.transform(this.data)
  }

  /** target[start + n] += gain · window[n] · frame[n], clipped to the target. `gain` has to hold the 1/N of the inverse. */
  overlapAdd(target: StereoAudio, start: number, window: Float64Array, gain: number): void {
    const { data, size } = this
    const { left, right } = target
    const to = Math.min(size, left.length - start)
    for (let n = Math.max(0, -start); n < to; n++) {
      const weight = window[n] * gain
      left[start + n] += data[2 * n + 1] * weight
      right[start + n] += data[2 * n] * weight
    }
  }
}
