import { copySpectrum, type StereoSpectrum, stereoPower, stereoSpectrum } from './stereo-spectrum.ts'

/** Share of the spectrum in which peaks are looked for. */
const TOP_SHARE = 0.75

/**
 * Phases of a stretched signal: every spectral peak goes on at its own frequency, and the bins around it turn with it.
 * Both channels turn alike, so their phase differences, and with them the stereo image, stay.
 *
 * Peaks are found in |L|² + |R|²; the advance of a peak is the phase of the sum over channels of X · conj(X before), which
 * holds for channels in antiphase too. N frame size, K = N/2 + 1 bins.
 * Source: Laroche and Dolson, Improved phase vocoder time-scale modification of audio, 1999 (identity phase locking).
 */
export class PhaseLock {
  private readonly frameSize: number
  private readonly hop: number
  private readonly bins: number
  private readonly power: Float32Array
  private readonly peaks: Int32Array
  private now: StereoSpectrum
  private before: StereoSpectrum
  private readonly written: StereoSpectrum
  private started = false

  constructor(frameSize: number, hop: number) {
    this.frameSize = frameSize
    this.hop = hop
    this.bins = frameSize / 2 + 1
    this.power = new Float32Array(this.bins)
    this.peaks = new Int32Array(this.bins)
    this.now = stereoSpectrum(this.bins)
    this.before = stereoSpectrum(this.bins)
    this.written = stereoSpectrum(this.bins)
  }

  /**
   * Turns the phases of `spectrum` in place.
   * @param sourceHop samples of source between this frame and the last
   */
  turn(spectrum: StereoSpectrum, sourceHop: number): void {
    const { peaks, bins } = this
    const spare = this.before
    this.before = this.now
    this.now = spare
    copySpectrum(spectrum, this.now)
    stereoPower(spectrum, this.power)
    const count = this.findPeaks()
    let from = 0
    for (let i = 0; i < count; i++) {
      const to = i + 1 < count ? (peaks[i] + peaks[i + 1]) >> 1 : bins - 1
      this.turnRegion(spectrum, peaks[i], from, to, sourceHop)
      from = to + 1
    }
    if (count === 0) this.turnRegion(spectrum, 0, 0, bins - 1, 0)
    copySpectrum(spectrum, this.written)
    this.started = count > 0
  }

  /** Bins that top their two neighbours either side. Above 16.5 kHz (at 44.1) bins go with the last peak below. */
  private findPeaks(): number {
    const { power, peaks, bins } = this
    let strongest = 0
    for (let k = 0; k < bins; k++) if (power[k] > strongest) strongest = power[k]
    const floor = Math.max(strongest * 1e-9, 1e-20)
    let count = 0
    const end = Math.floor(bins * TOP_SHARE)
    for (let k = 2; k < end; k++) {
      const value = power[k]
      if (value > floor && value > power[k - 1] && value >= power[k + 1]) {
        if (value > power[k - 2] && value >= power[k + 2]) peaks[count++] = k
      }
    }
    return count
  }

  private turnRegion(spectrum: StereoSpectrum, peak: number, from: number, to: number, sourceHop: number): void {
    let cos = 1
    let sin = 0
    if (this.started && sourceHop > 0) {
      const advance = this.advance(spectrum, peak, sourceHop)
      const { leftRe, leftIm, rightRe, rightIm } = this.written
      const lr = spectrum.leftRe[peak]
      const li = spectrum.leftIm[peak]
      const rr = spectrum.rightRe[peak]
      const ri = spectrum.rightIm[peak]
      // The turn that brings the present phases to the last written ones, times the advance.
      const re = leftRe[peak] * lr + leftIm[peak] * li + rightRe[peak] * rr + rightIm[peak] * ri
      const im = leftIm[peak] * lr - leftRe[peak] * li + rightIm[peak] * rr - rightRe[peak] * ri
      const size = Math.sqrt(re * re + im * im)
      const scale = size > 1e-30 ? 1 / size : 0
      const advanceCos = Math.cos(advance)
      const advanceSin = Math.sin(advance)
      cos = scale > 0 ? (re * advanceCos - im * advanceSin) * scale : 1
      sin = scale > 0 ? (re * advanceSin + im * advanceCos) * scale : 0
    }
    this.rotate(spectrum, from, to, cos, sin)
  }

  /** Phase the peak gains over one output hop, by its measured frequency. */
  private advance(spectrum: StereoSpectrum, peak: number, sourceHop: number): number {
    const { leftRe, leftIm, rightRe, rightIm } = this.before
    const lr = spectrum.leftRe[peak]
    const li = spectrum.leftIm[peak]
    const rr = spectrum.rightRe[peak]
    const ri = spectrum.rightIm[peak]
    const re = lr * leftRe[peak] + li * leftIm[peak] + rr * rightRe[peak] + ri * rightIm[peak]
    const im = li * leftRe[peak] - lr * leftIm[peak] + ri * rightRe[peak] - rr * rightIm[peak]
    const centre = (2 * Math.PI * peak) / this.frameSize
    const deviation = Math.atan2(im, re) - centre * sourceHop
    const wrapped = deviation - 2 * Math.PI * Math.round(deviation / (2 * Math.PI))
    return (centre + wrapped / sourceHop) * this.hop
  }

  private rotate(spectrum: StereoSpectrum, from: number, to: number, cos: number, sin: number): void {
    const { leftRe, leftIm, rightRe, rightIm } = spectrum
    for (let k = from; k <= to; k++) {
      const lr = leftRe[k]
      const li = leftIm[k]
      const rr = rightRe[k]
      const ri = rightIm[k]
      leftRe[k] = lr * cos - li * sin
      leftIm[k] = lr * sin + li * cos
      rightRe[k] = rr * cos - ri * sin
      rightIm[k] = rr * sin + ri * cos
    }
  }
}
