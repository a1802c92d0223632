import { type Magnitudes, magnitudes } from './median-filter.ts'
import { PairFft } from './pair-fft.ts'
import { SAMPLE_RATE_HZ, type StereoAudio, silence } from './stereo.ts'
import { sineWindow } from './windows.ts'

/**
 * Takes a part out of a signal by a mask over its frames, where the mask may look four frames back and ahead.
 * N frame size, hop N/2 (sine windows), K = N/2 + 1 bins.
 *
 * The mask is real and the same for both channels, so it is applied to the packed spectrum L + jR of PairFft as it is:
 * one complex transform each way, and no separation of the channels.
 */
export interface MaskSettings {
  /** Power of two. */
  readonly frameSize: number
  /** Magnitudes and mask are only made between these bins; above, the mask stays as `judge` leaves it. */
  readonly firstBin: number
  readonly lastBin: number
  readonly judge: MaskJudge
}

/**
 * Fills mask [K] for the middle one of nine frames.
 * @param rows magnitudes of the nine, in order; bin k at index k + PADDING
 * @param packed spectrum Z = L + jR of the middle one, interleaved [2N]
 */
export type MaskJudge = (rows: readonly Magnitudes[], packed: Float32Array, mask: Float32Array) => void

/** Zeros before bin 0 and after the last bin of a row. */
export const PADDING = 8
const ROWS = 9
/** The row that is judged: output trails input by as many frames. */
export const MIDDLE_ROW = 4
/** Yields about every 60 ms of work. */
const PROGRESS_SECONDS = 8

/** Yields the fraction done; returns the masked part, as long as the source. */
export function* maskedPart(audio: StereoAudio, settings: MaskSettings): Generator<number, StereoAudio> {
  const stft = new MaskedStft(audio, settings)
  const batch = Math.max(1, Math.round((PROGRESS_SECONDS * SAMPLE_RATE_HZ) / stft.hop))
  for (let frame = 0; frame < stft.frames; frame++) {
    stft.step(frame)
    if (frame % batch === batch - 1) yield frame / stft.frames
  }
  return stft.output
}

class MaskedStft {
  readonly hop: number
  readonly frames: number
  readonly output: StereoAudio
  private readonly audio: StereoAudio
  private readonly settings: MaskSettings
  private readonly pair: PairFft
  private readonly window: Float64Array
  /** The last nine packed spectra [9][2N] and their magnitudes [9][K + 2 · PADDING], rings by frame number. */
  private readonly spectra: Float32Array[]
  private readonly magnitudes: Magnitudes[]
  private readonly rows: Magnitudes[]
  private readonly mask: Float32Array

  constructor(audio: StereoAudio, settings: MaskSettings) {
    const { frameSize } = settings
    this.audio = audio
    this.settings = settings
    this.hop = frameSize / 2
    this.pair = new PairFft(frameSize)
    this.window = sineWindow(frameSize)
    this.frames = Math.ceil((audio.left.length + frameSize) / this.hop) + MIDDLE_ROW
    this.spectra = Array.from({ length: ROWS }, () => new Float32Array(2 * frameSize))
    this.magnitudes = Array.from({ length: ROWS }, () => magnitudes(this.pair.bins + 2 * PADDING))
    this.rows = [...this.magnitudes]
    this.mask = new Float32Array(this.pair.bins)
    this.output = silence(audio.left.length)
  }

  /** Takes frame `frame` in, and gives frame `frame − MIDDLE_ROW` out. */
  step(frame: number): void {
    this.analyse(frame)
    const centre = frame - MIDDLE_ROW
    if (centre < 0) return
    for (let row = 0; row < ROWS; row++) this.rows[row] = this.magnitudes[(centre + row + ROWS - MIDDLE_ROW) % ROWS]
    this.settings.judge(this.rows, this.spectra[centre % ROWS], this.mask)
    this.synthesise(centre)
  }

  private start(frame: number): number {
    return (frame - 1) * this.hop
  }

  private analyse(frame: number): void {
    const magnitude = this.magnitudes[frame % ROWS].values
    const spectrum = this.spectra[frame % ROWS]
    if (this.start(frame) >= this.audio.left.length) {
      magnitude.fill(0)
      spectrum.fill(0)
      return
    }
    this.pair.loadStereo(this.audio, this.start(frame), this.window)
    this.pair.forward()
    spectrum.set(this.pair.data)
    const { firstBin, lastBin } = this.settings
    const to = Math.min(lastBin + PADDING, this.pair.bins - 1)
    fillMagnitudes(this.pair.data, magnitude, Math.max(0, firstBin - PADDING), to)
  }

  private synthesise(centre: number): void {
    writeMasked(this.pair, this.spectra[centre % ROWS], this.mask)
    this.pair.inverse()
    this.pair.overlapAdd(this.output, this.start(centre), this.window, 1 / this.settings.frameSize)
  }
}

/** sqrt(|L|² + |R|²), which is sqrt((|Z(k)|² + |Z(−k)|²) / 2). */
function fillMagnitudes(packed: Float64Array, magnitude: Float32Array, from: number, to: number): void {
  const end = packed.length
  if (from === 0) magnitude[PADDING] = Math.sqrt(packed[0] * packed[0] + packed[1] * packed[1])
  for (let k = Math.max(1, from); k <= to; k++) {
    const re = packed[2 * k]
    const im = packed[2 * k + 1]
    const mirrorRe = packed[end - 2 * k]
    const mirrorIm = packed[end - 2 * k + 1]
    magnitude[k + PADDING] = Math.sqrt(0.5 * (re * re + im * im + mirrorRe * mirrorRe + mirrorIm * mirrorIm))
  }
}

/** Real and imaginary parts exchanged and put in order, as the inverse wants them. */
function writeMasked(pair: PairFft, packed: Float32Array, mask: Float32Array): void {
  const { data, slots, size } = pair
  data[slots[0]] = packed[1] * mask[0]
  data[slots[0] + 1] = packed[0] * mask[0]
  for (let k = 1; k < mask.length; k++) {
    const gain = mask[k]
    const slot = slots[k]
    const mirrorSlot = slots[size - k]
    const mirror = 2 * (size - k)
    data[slot] = packed[2 * k + 1] * gain
    data[slot + 1] = packed[2 * k] * gain
    data[mirrorSlot] = packed[mirror + 1] * gain
    data[mirrorSlot + 1] = packed[mirror] * gain
  }
}
