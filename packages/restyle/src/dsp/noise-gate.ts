/**
 * Gains that take steady noise and reverberation out of a spectrum, bin by bin. K bins.
 * Noise is the smallest recent power, taken between partials: the harmonic mean of sixteen neighbours, which a steady note
 * hardly raises. Reverberation is what is weaker than a decaying memory of the same bin.
 * Source: Martin 2001 (minimum statistics), simplified; Lebart 2001 (late reverberation), simplified.
 */
const NOMINAL_HOP = 2048
/** Power over noise below which a bin is all noise, at full strength. */
const OVER_SUBTRACTION = 3.2
/** Deepest cut at full strength: 11 dB; deeper cuts leave watery holes. */
const DEEPEST = 0.92
const NEIGHBOURS = 16
const SMOOTHING = 0.2
const RISE = 1.012
/** While the first frames come in, which begin before the clip does, the noise is what is heard; later it is the least. */
const WARM_UP_FRAMES = 8
/** Frames of digital silence say nothing of the noise. */
const SILENT_POWER = 1e-9
const LATE_DECAY = 0.86
const LATE_SHARE = 0.55

export class NoiseGate {
  private readonly denoise: number
  private readonly dereverb: number
  private readonly rise: number
  private readonly smoothing: number
  private readonly decay: number
  private readonly smoothed: Float32Array
  private readonly least: Float32Array
  private readonly late: Float32Array
  private heard = 0

  /** @param denoise @param dereverb strengths 0 … 1 */
  constructor(bins: number, hop: number, denoise: number, dereverb: number) {
    this.denoise = denoise
    this.dereverb = dereverb
    this.rise = RISE ** (hop / NOMINAL_HOP)
    this.smoothing = 1 - (1 - SMOOTHING) ** (hop / NOMINAL_HOP)
    this.decay = LATE_DECAY ** (hop / NOMINAL_HOP)
    this.smoothed = new Float32Array(bins)
    this.least = new Float32Array(bins)
    this.late = new Float32Array(bins)
  }

  /** power [K] of this frame -> amplitude gains [K] */
  gains(power: Float32Array, gains: Float32Array): void {
    gains.fill(1)
    if (this.denoise > 0) this.cutNoise(power, gains)
    if (this.dereverb > 0) this.cutReverberation(power, gains)
    for (let k = 0; k < gains.length; k++) gains[k] = Math.sqrt(gains[k])
  }

  private cutNoise(power: Float32Array, gains: Float32Array): void {
    const { smoothed, least, denoise } = this
    let total = 0
    for (let k = 0; k < power.length; k++) total += power[k]
    if (total < SILENT_POWER) return
    const known = this.heard > 0
    const warm = this.heard >= WARM_UP_FRAMES
    for (let k = 0; k < power.length; k++) {
      smoothed[k] = known ? smoothed[k] + this.smoothing * (power[k] - smoothed[k]) : power[k]
      least[k] = warm ? Math.min(smoothed[k], least[k] * this.rise) : smoothed[k]
    }
    this.heard++
    const deepest = 1 - DEEPEST * denoise
    for (let from = 0; from < power.length; from += NEIGHBOURS) {
      const to = Math.min(power.length, from + NEIGHBOURS)
      let inverse = 0
      for (let k = from; k < to; k++) inverse += 1 / (least[k] + 1e-14)
      const noise = (to - from) / inverse
      for (let k = from; k < to; k++) {
        gains[k] = Math.max(deepest, 1 - (OVER_SUBTRACTION * denoise * noise) / (power[k] + 1e-14))
      }
    }
  }

  private cutReverberation(power: Float32Array, gains: Float32Array): void {
    const { late, decay, dereverb } = this
    for (let k = 0; k < power.length; k++) {
      late[k] = Math.max(power[k] * 0.5, late[k] * decay)
      const tail = late[k] * LATE_SHARE
      if (power[k] < tail) gains[k] *= Math.max(0.2, 1 - 0.85 * dereverb * (1 - power[k] / (tail + 1e-14)))
    }
  }
}
