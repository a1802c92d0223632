import { complexFft } from './complex-fft.ts'

/**
 * FFT of a real signal, spectrum in split arrays.
 * N size (a power of two, 16 … 32768), K = N/2 + 1 bins. A real signal of N samples is taken as N/2 complex ones, and
 * the spectrum of even and odd samples is joined afterwards.
 * Two real signals at once (left and right, or two frames) are cheaper through PairFft.
 * Source: Press et al., Numerical Recipes, 12.3. Parity: 1e-12 against the plain sum of the definition.
 */
export class RealFft {
  readonly size: number
  readonly bins: number
  private readonly half: number
  private readonly fft
  private readonly work: Float64Array
  private readonly cos: Float64Array
  private readonly sin: Float64Array

  constructor(size: number) {
    this.size = size
    this.half = size >> 1
    this.bins = this.half + 1
    this.fft = complexFft(this.half)
    this.work = new Float64Array(size)
    this.cos = new Float64Array(this.half)
    this.sin = new Float64Array(this.half)
    for (let k = 0; k < this.half; k++) {
      this.cos[k] = Math.cos((2 * Math.PI * k) / size)
      this.sin[k] = -Math.sin((2 * Math.PI * k) / size)
    }
  }

  /** signal [N] -> re, im [K]; unscaled. */
  forward(signal: Float32Array | Float64Array, re: Float32Array | Float64Array, im: Float32Array | Float64Array): void {
    const { half, work, cos, sin } = this
    const { slots } = this.fft
    for (let n = 0; n < half; n++) {
      const slot = slots[n]
      work[slot] = signal[2 * n]
      work[slot + 1] = signal[2 * n + 1]
    }
    this.fft.transform(work)
    re[0] = work[0] + work[1]
    im[0] = 0
    re[half] = work[0] - work[1]
    im[half] = 0
    for (let k = 1, mirror = half - 1; k <= mirror; k++, mirror--) {
      const ar = work[2 * k]
      const ai = work[2 * k + 1]
      const br = work[2 * mirror]
      const bi = work[2 * mirror + 1]
      const evenRe = 0.5 * (ar + br)
      const evenIm = 0.5 * (ai - bi)
      const oddRe = 0.5 * (ai + bi)
      const oddIm = 0.5 * (br - ar)
      const turnedRe = oddRe * cos[k] - oddIm * sin[k]
      const turnedIm = oddRe * sin[k] + oddIm * cos[k]
      re[k] = evenRe + turnedRe
      im[k] = evenIm + turnedIm
      re[mirror] = evenRe - turnedRe
      im[mirror] = turnedIm - evenIm
    }
  }

  /** re, im [K] -> signal [N]; scaled by 1/N, so that it undoes `forward`. */
  inverse(re: Float32Array | Float64Array, im: Float32Array | Float64Array, signal: Float32Array | Float64Array): void {
    const { half, work, cos, sin } = this
    const { slots } = this.fft
    // The packed half-size spectrum, real and imaginary parts exchanged: a forward transform then runs backwards.
    work[slots[0]] = 0.5 * (re[0] - re[half])
    work[slots[0] + 1] = 0.5 * (re[0] + re[half])
    for (let k = 1, mirror = half - 1; k <= mirror; k++, mirror--) {
      const evenRe = 0.5 * (re[k] + re[mirror])
      const evenIm = 0.5 * (im[k] - im[mirror])
      const turnedRe = 0.5 * (re[k] - re[mirror])
      const turnedIm = 0.5 * (im[k] + im[mirror])
      const oddRe = turnedRe * cos[k] + turnedIm * sin[k]
      const oddIm = turnedIm * cos[k] - turnedRe * sin[k]
      const slot = slots[k]
      const mirrorSlot = slots[mirror]
      work[slot] = evenIm + oddRe
      work[slot + 1] = evenRe - oddIm
      work[mirrorSlot] = oddRe - evenIm
      work[mirrorSlot + 1] = evenRe + oddIm
    }
    this.fft.transform(work)
    const scale = 1 / half
    for (let n = 0; n < half; n++) {
      signal[2 * n] = work[2 * n + 1] * scale
      signal[2 * n + 1] = work[2 * n] * scale
    }
  }
}

const plans = new Map<number, RealFft>()

/** The shared plan of a size. A plan owns scratch memory, but no call leaves anything in it. */
export function realFft(size: number): RealFft {
  let plan = plans.get(size)
  if (plan === undefined) {
    plan = new RealFft(size)
    plans.set(size, plan)
  }
  return plan
}
