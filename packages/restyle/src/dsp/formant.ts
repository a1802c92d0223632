import { clamp } from './units.ts'

/**
 * Moves the spectral envelope and leaves the partials where they are. K bins.
 * The envelope is drawn over the peaks: the strongest power in each 90 Hz, the larger of neighbours either side (so that a
 * gap between partials of a voice up to about 300 Hz is bridged), smoothed, straight in between in decibels.
 */
const BLOCK_HZ = 90
/** Blocks either side whose peaks count: ±180 Hz. */
const BRIDGE = 2
/** An envelope is never raised or lowered further than this, in amplitude: 24 dB. */
const LARGEST_GAIN = 16
/** 80 dB under the strongest block lies nothing worth lifting. */
const FLOOR = 1e-8

export class FormantShift {
  private readonly ratio: number
  private readonly blockBins: number
  private readonly peaks: Float64Array
  private readonly bridged: Float64Array
  private readonly envelope: Float64Array
  private readonly gainAt: Float64Array

  /** @param ratio the envelope at f moves to f · ratio */
  constructor(bins: number, binHz: number, ratio: number) {
    this.ratio = ratio
    this.blockBins = Math.max(1, Math.round(BLOCK_HZ / binHz))
    const blocks = Math.ceil(bins / this.blockBins)
    this.peaks = new Float64Array(blocks)
    this.bridged = new Float64Array(blocks)
    this.envelope = new Float64Array(blocks)
    this.gainAt = new Float64Array(blocks)
  }

  /** power [K] of this frame -> amplitude gains [K] */
  gains(power: Float32Array, gains: Float32Array): void {
    this.measure(power)
    const { envelope, gainAt, ratio } = this
    const last = envelope.length - 1
    for (let block = 0; block <= last; block++) {
      const from = Math.min(last, (block + 0.5) / ratio - 0.5)
      const below = Math.max(0, Math.floor(from))
      const above = Math.min(last, below + 1)
      const moved = envelope[below] + clamp(from - below, 0, 1) * (envelope[above] - envelope[below])
      gainAt[block] = clamp(Math.exp(0.5 * (moved - envelope[block])), 1 / LARGEST_GAIN, LARGEST_GAIN)
    }
    this.spread(gains)
  }

  /** Natural log of the power envelope, one value a block. */
  private measure(power: Float32Array): void {
    const { peaks, bridged, envelope, blockBins } = this
    const blocks = peaks.length
    let strongest = 0
    for (let block = 0; block < blocks; block++) {
      let peak = 0
      const to = Math.min(power.length, (block + 1) * blockBins)
      for (let k = block * blockBins; k < to; k++) if (power[k] > peak) peak = power[k]
      peaks[block] = peak
      if (peak > strongest) strongest = peak
    }
    const floor = strongest * FLOOR + 1e-20
    for (let block = 0; block < blocks; block++) {
      let peak = floor
      const to = Math.min(blocks - 1, block + BRIDGE)
      for (let near = Math.max(0, block - BRIDGE); near <= to; near++) if (peaks[near] > peak) peak = peaks[near]
      bridged[block] = Math.log(peak)
    }
    for (let block = 0; block < blocks; block++) {
      const before = bridged[Math.max(0, block - 1)]
      const after = bridged[Math.min(blocks - 1, block + 1)]
      envelope[block] = 0.25 * before + 0.5 * bridged[block] + 0.25 * after
    }
  }

  /** Gains of blocks to gains of bins, straight lines between block centres. */
  private spread(gains: Float32Array): void {
    const { gainAt, blockBins } = this
    const last = gainAt.length - 1
    const centre = (blockBins - 1) / 2
    for (let k = 0; k < gains.length; k++) {
      const position = clamp((k - centre) / blockBins, 0, last)
      const below = Math.floor(position)
      const above = Math.min(last, below + 1)
      gains[k] = gainAt[below] + (position - below) * (gainAt[above] - gainAt[below])
    }
  }
}
