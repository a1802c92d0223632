import { PairFft } from '../dsp/pair-fft.ts'
import { SAMPLE_RATE_HZ, type StereoAudio } from '../dsp/stereo.ts'
import { hannWindow } from '../dsp/windows.ts'

/**
 * Long-term average spectrum of the mid channel.
 * N = 4096 samples (93 ms), frames side by side. Levels: 0 dB is a full-scale sine inside the band.
 */
const FRAME = 4096
const BIN_HZ = SAMPLE_RATE_HZ / FRAME

/** Third-octave band centres, 31 Hz … 20 kHz. */
export const THIRD_OCTAVES_HZ: readonly number[] = Array.from(
  { length: 29 },
  (_, band) => 1000 * 2 ** ((band - 15) / 3),
)

export interface LongTermSpectrum {
  /** One level per band of THIRD_OCTAVES_HZ, dB. */
  readonly spectrumDb: Float64Array
  /** Magnitude-weighted mean frequency. */
  readonly centroidHz: number
  /** Geometric over arithmetic mean of the power between 215 Hz and 10.8 kHz, averaged over frames by their energy; 0 … 1. */
  readonly flatness: number
  /** Below it lies 85 % of the power. */
  readonly rolloffHz: number
}

/** Of the whole clip, or of the samples [from, to). Clips shorter than a frame are padded with zeros. */
export function longTermSpectrum(audio: StereoAudio, from = 0, to = audio.left.length): LongTermSpectrum {
  const section =
    from === 0 && to === audio.left.length
      ? audio
      : { left: audio.left.subarray(from, to), right: audio.right.subarray(from, to) }
  const pair = new PairFft(FRAME)
  const window = hannWindow(FRAME)
  const tally = new SpectrumTally(pair.bins)
  const first = new Float32Array(pair.bins)
  const second = new Float32Array(pair.bins)
  const frames = Math.max(1, Math.floor(section.left.length / FRAME))
  for (let frame = 0; frame < frames; frame += 2) {
    pair.loadMidFrames(section, frame * FRAME, (frame + 1) * FRAME, window)
    pair.forward()
    pair.splitPower(first, second)
    tally.add(first)
    if (frame + 1 < frames) tally.add(second)
  }
  return tally.summary(frames)
}

/** Bins between which flatness is taken: below lies hum, above lies what codecs cut away. */
const FLATNESS_FROM_BIN = 20
const FLATNESS_TO_BIN = 1004
/** Logarithms are taken of products of eight powers: the range of a double allows it, and it is eight times cheaper. */
const LOG_BLOCK = 8

class SpectrumTally {
  private readonly power: Float64Array
  private magnitude = 0
  private magnitudeByBin = 0
  private flatness = 0
  private energy = 0

  constructor(bins: number) {
    this.power = new Float64Array(bins)
  }

  add(framePower: Float32Array): void {
    const { power } = this
    let magnitudeSum = 0
    let weightedSum = 0
    let energy = 0
    for (let k = 1; k < power.length; k++) {
      const value = framePower[k]
      power[k] += value
      const magnitude = Math.sqrt(value)
      magnitudeSum += magnitude
      weightedSum += magnitude * k
      energy += value
    }
    this.magnitude += magnitudeSum
    this.magnitudeByBin += weightedSum
    this.energy += energy
    this.flatness += energy * frameFlatness(framePower)
  }

  summary(frames: number): LongTermSpectrum {
    const { power } = this
    const total = power.reduce((sum, value) => sum + value, 0)
    let rolloffBin = 0
    for (let sum = 0; rolloffBin < power.length - 1 && sum < 0.85 * total; ) sum += power[++rolloffBin]
    return {
      spectrumDb: bandLevels(power, frames),
      centroidHz: this.magnitude > 0 ? (this.magnitudeByBin / this.magnitude) * BIN_HZ : 0,
      flatness: this.energy > 0 ? this.flatness / this.energy : 0,
      rolloffHz: rolloffBin * BIN_HZ,
    }
  }
}

function frameFlatness(power: Float32Array): number {
  let logSum = 0
  let sum = 0
  for (let k = FLATNESS_FROM_BIN; k < FLATNESS_TO_BIN; k += LOG_BLOCK) {
    let product = 1
    for (let j = k; j < k + LOG_BLOCK; j++) {
      product *= power[j] + 1e-15
      sum += power[j] + 1e-15
    }
    logSum += Math.log(product)
  }
  const bins = FLATNESS_TO_BIN - FLATNESS_FROM_BIN
  return Math.exp(logSum / bins) / (sum / bins)
}

function bandLevels(power: Float64Array, frames: number): Float64Array {
  const top = power.length - 1
  // A sine of amplitude 1 gives (N/4)^2 in its bin and half as much again in the neighbours.
  const fullScale = frames * (FRAME / 4) ** 2 * 1.5
  return Float64Array.from(THIRD_OCTAVES_HZ, (centre) => {
    const from = Math.min(top, Math.max(1, Math.floor(centre / 2 ** (1 / 6) / BIN_HZ)))
    const to = Math.min(top, Math.max(from, Math.floor((centre * 2 ** (1 / 6)) / BIN_HZ)))
    let sum = 0
    for (let k = from; k <= to; k++) sum += power[k]
    return 10 * Math.log10(sum / fullScale + 1e-20)
  })
}
