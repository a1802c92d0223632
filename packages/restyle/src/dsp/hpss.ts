import { median9 } from './median9.ts'
import { PairFft } from './pair-fft.ts'
import { SAMPLE_RATE_HZ, type StereoAudio, silence } from './stereo.ts'
import { sineWindow } from './windows.ts'

/**
 * Harmonic and percussive parts by median filters: a partial is long in time, a hit is wide in frequency.
 * N frame size, hop N/2 (sine windows), medians of 9 frames and of 9 bins out of 17, Wiener mask P² / (sH² + P²).
 *
 * The mask is real and the same for both channels, so it is applied to the packed spectrum L + jR of PairFft as it is:
 * one complex transform each way, and no separation of the channels.
 * Source: Fitzgerald, Harmonic/percussive separation using median filtering, 2010. Cost: 6 ms a second of stereo.
 */
export interface PercussiveOptions {
  /** Power of two. 2048 parts drums from notes; 8192 parts steady notes from gliding voices. */
  readonly frameSize?: number
  /** Above 1 the percussive part has to be clearer to be taken. */
  readonly separation?: number
  /** Only these frequencies are taken; without it everything up to 15.5 kHz is judged, and what lies above goes with the highest 1.4 kHz of that. */
  readonly bandHz?: readonly [from: number, to: number]
}

/** Frames in the median over time, and frames by which output trails input. */
const FRAMES = 9
const DELAY = 4
/** Bins either side in the median over frequency; every second one is looked at. */
const REACH = 8
const JUDGED_UP_TO_HZ = 15500
/** Above it the mask is the mean of this much below it: a third of the work saved, and little lives there. */
const TOP_HZ = 1400
/** Yields about every 60 ms of work. */
const PROGRESS_SECONDS = 8

/** Yields the fraction done; returns the percussive part. The harmonic part is what is left: add(audio, percussive, -1). */
export function* separatePercussive(
  audio: StereoAudio,
  options: PercussiveOptions = {},
): Generator<number, StereoAudio> {
  const separator = new Separator(audio, options)
  const batch = Math.max(1, Math.round((PROGRESS_SECONDS * SAMPLE_RATE_HZ) / separator.hop))
  for (let frame = 0; frame < separator.frames; frame++) {
    separator.step(frame)
    if (frame % batch === batch - 1) yield frame / separator.frames
  }
  return separator.percussive
}

class Separator {
  readonly hop: number
  readonly frames: number
  readonly percussive: StereoAudio
  private readonly audio: StereoAudio
  private readonly size: number
  private readonly separation: number
  private readonly pair: PairFft
  private readonly window: Float64Array
  private readonly firstBin: number
  private readonly lastBin: number
  private readonly topFollows: boolean
  /** The last nine packed spectra [9][2N] and their magnitudes, padded by REACH either side [9][K + 16]. */
  private readonly spectra: Float32Array[]
  private readonly magnitudes: Float32Array[]
  private readonly mask: Float32Array

  constructor(audio: StereoAudio, { frameSize = 2048, separation = 1, bandHz }: PercussiveOptions) {
    const binHz = SAMPLE_RATE_HZ / frameSize
    this.audio = audio
    this.size = frameSize
    this.hop = frameSize / 2
    this.separation = separation
    this.pair = new PairFft(frameSize)
    this.window = sineWindow(frameSize)
    this.firstBin = bandHz ? Math.max(1, Math.round(bandHz[0] / binHz)) : 0
    this.lastBin = Math.min(frameSize / 2 - 1, Math.round((bandHz ? bandHz[1] : JUDGED_UP_TO_HZ) / binHz))
    this.topFollows = bandHz === undefined
    this.frames = Math.ceil((audio.left.length + frameSize) / this.hop) + DELAY
    this.spectra = Array.from({ length: FRAMES }, () => new Float32Array(2 * frameSize))
    this.magnitudes = Array.from({ length: FRAMES }, () => new Float32Array(this.pair.bins + 2 * REACH))
    this.mask = new Float32Array(this.pair.bins)
    this.percussive = silence(audio.left.length)
  }

  /** Takes frame `frame` in, and gives frame `frame − DELAY` out. */
  step(frame: number): void {
    this.analyse(frame)
    const centre = frame - DELAY
    if (centre < 0) return
    this.judge(centre)
    this.synthesise(centre)
  }

  private start(frame: number): number {
    return (frame - 1) * this.hop
  }

  private analyse(frame: number): void {
    const magnitude = this.magnitudes[frame % FRAMES]
    const spectrum = this.spectra[frame % FRAMES]
    if (this.start(frame) >= this.audio.left.length) {
      magnitude.fill(0)
      spectrum.fill(0)
      return
    }
    const { pair, size } = this
    pair.loadStereo(this.audio, this.start(frame), this.window)
    pair.forward()
    const { data } = pair
    spectrum.set(data)
    const top = Math.min(this.lastBin + REACH, size / 2)
    magnitude[REACH] = Math.sqrt(data[0] * data[0] + data[1] * data[1])
    for (let k = Math.max(1, this.firstBin - REACH); k <= top; k++) {
      const re = data[2 * k]
      const im = data[2 * k + 1]
      const mirrorRe = data[2 * (size - k)]
      const mirrorIm = data[2 * (size - k) + 1]
      magnitude[k + REACH] = Math.sqrt(0.5 * (re * re + im * im + mirrorRe * mirrorRe + mirrorIm * mirrorIm))
    }
  }

  private judge(centre: number): void {
    const { mask, magnitudes, firstBin, lastBin, separation } = this
    const now = magnitudes[centre % FRAMES]
    // The ring holds frames centre − 4 … centre + 4.
    const m0 = magnitudes[(centre + 5) % FRAMES]
    const m1 = magnitudes[(centre + 6) % FRAMES]
    const m2 = magnitudes[(centre + 7) % FRAMES]
    const m3 = magnitudes[(centre + 8) % FRAMES]
    const m5 = magnitudes[(centre + 1) % FRAMES]
    const m6 = magnitudes[(centre + 2) % FRAMES]
    const m7 = magnitudes[(centre + 3) % FRAMES]
    const m8 = magnitudes[(centre + 4) % FRAMES]
    for (let k = firstBin; k <= lastBin; k++) {
      const j = k + REACH
      const steady = median9(m0[j], m1[j], m2[j], m3[j], now[j], m5[j], m6[j], m7[j], m8[j])
      const wide = median9(
        now[j - 8],
        now[j - 6],
        now[j - 4],
        now[j - 2],
        now[j],
        now[j + 2],
        now[j + 4],
        now[j + 6],
        now[j + 8],
      )
      const hit = wide * wide
      mask[k] = hit / (separation * steady * steady + hit + 1e-12)
    }
    mask.fill(this.topFollows ? this.topMask() : 0, lastBin + 1)
  }

  private topMask(): number {
    let sum = 0
    const bins = Math.round(TOP_HZ / (SAMPLE_RATE_HZ / this.size))
    for (let k = this.lastBin - bins + 1; k <= this.lastBin; k++) sum += this.mask[k]
    return sum / bins
  }

  private synthesise(centre: number): void {
    const { pair, size, mask } = this
    const { data, slots } = pair
    const spectrum = this.spectra[centre % FRAMES]
    // Real and imaginary parts exchanged, as the inverse wants them.
    data[slots[0]] = spectrum[1] * mask[0]
    data[slots[0] + 1] = spectrum[0] * mask[0]
    for (let k = 1; k < pair.bins; k++) {
      const gain = mask[k]
      const slot = slots[k]
      const mirrorSlot = slots[size - k]
      const mirror = 2 * (size - k)
      data[slot] = spectrum[2 * k + 1] * gain
      data[slot + 1] = spectrum[2 * k] * gain
      data[mirrorSlot] = spectrum[mirror + 1] * gain
      data[mirrorSlot + 1] = spectrum[mirror] * gain
    }
    pair.inverse()
    pair.overlapAdd(this.percussive, this.start(centre), this.window, 1 / size)
  }
}
