import { Random } from '../random.ts'
import type { StereoSpectrum } from './stereo-spectrum.ts'
import { clamp } from './units.ts'

/**
 * Takes fine structure out of a sound and leaves its colour: a share of every bin's phase becomes random, and magnitudes
 * are averaged over frames (diffusion) or held and let go slowly (smear). Below 150 Hz both channels get one phase, so
 * that the bass stays in the middle.
 * Source: PaulStretch (Nasca 2006) for the random phases; specification of the restyle engine, 1.4 for the order of loss.
 */
export interface DiffusionSettings {
  /** 0 … 1: random-phase share and averaging. */
  readonly diffusion: number
  /** 0 … 1: hold of magnitudes, 0.05 + 3.5 smear² s. */
  readonly smear: number
  /** 0 … 1: random-phase share alone. */
  readonly breath: number
  /** −1 … 1: how far apart the random phases of both channels may lie, up to a quarter turn at 1. */
  readonly width: number
  readonly frameSize: number
  readonly hop: number
  readonly sampleRateHz: number
  readonly seed: number
}

const PHASES = 4096
const MONO_BELOW_HZ = 150
/** Above it phases are as good as random anyway. */
const LEFT_ALONE_ABOVE_HZ = 16500
/** Share of a louder magnitude that is taken on at once. */
const RISE = 0.6
const SILENT = 1e-9
/** Averaging constants are stated for this hop. */
const NOMINAL_HOP = 2048
export class Diffusion {
  private readonly share: number
  private readonly gain: number
  private readonly hold: number
  private readonly average: number
  private readonly spread: number
  private readonly monoBins: number
  private readonly lastBin: number
  private readonly left: Float32Array
  private readonly right: Float32Array
  private readonly cos = new Float32Array(PHASES)
  private readonly sin = new Float32Array(PHASES)
  private readonly random: Random

  constructor(settings: DiffusionSettings) {
    const { frameSize, hop, sampleRateHz, smear } = settings
    const binHz = sampleRateHz / frameSize
    this.share = phaseShare(settings)
    // Where N/hop frames overlap, random phases add up to that much less power than equal ones (sine and Hann windows).
    this.gain = 1 / Math.sqrt((1 - this.share) ** 2 + (this.share ** 2 * hop) / frameSize)
    this.hold = smear > 0.02 ? Math.exp(-hop / sampleRateHz / (0.05 + 3.5 * smear * smear)) : 0
    this.average = clamp(settings.diffusion * 0.9, 0, 0.9) ** (hop / NOMINAL_HOP)
    this.spread = clamp(0.3 + 0.7 * settings.width, 0, 1)
    this.monoBins = Math.round(MONO_BELOW_HZ / binHz)
    this.lastBin = Math.min(frameSize / 2, Math.ceil(LEFT_ALONE_ABOVE_HZ / binHz))
    this.left = new Float32Array(frameSize / 2 + 1)
    this.right = new Float32Array(frameSize / 2 + 1)
    this.random = new Random(settings.seed, 'spectral-diffusion')
    for (let i = 0; i < PHASES; i++) {
      this.cos[i] = Math.cos((2 * Math.PI * i) / PHASES)
      this.sin[i] = Math.sin((2 * Math.PI * i) / PHASES)
    }
  }

  /** Does sound go on after the source has ended? */
  get rings(): boolean {
    return this.hold > 0
  }

  apply(spectrum: StereoSpectrum): void {
    const { left, right, cos, sin, random, share, gain } = this
    const { leftRe, leftIm, rightRe, rightIm } = spectrum
    const kept = 1 - share
    for (let k = 1; k < this.lastBin; k++) {
      const leftNow = Math.sqrt(leftRe[k] * leftRe[k] + leftIm[k] * leftIm[k])
      const rightNow = Math.sqrt(rightRe[k] * rightRe[k] + rightIm[k] * rightIm[k])
      const leftSize = this.follow(left[k], leftNow)
      const rightSize = this.follow(right[k], rightNow)
      left[k] = leftSize
      right[k] = rightSize
      const bits = random.uint32()
      const leftPhase = bits & (PHASES - 1)
      const offset = k < this.monoBins ? 0 : Math.floor(((bits >>> 12) & 1023) * this.spread)
      const rightPhase = (leftPhase + offset) & (PHASES - 1)
      const leftUnit = kept / (leftNow + SILENT)
      const rightUnit = kept / (rightNow + SILENT)
      leftRe[k] = gain * leftSize * (leftRe[k] * leftUnit + share * cos[leftPhase])
      leftIm[k] = gain * leftSize * (leftIm[k] * leftUnit + share * sin[leftPhase])
      rightRe[k] = gain * rightSize * (rightRe[k] * rightUnit + share * cos[rightPhase])
      rightIm[k] = gain * rightSize * (rightIm[k] * rightUnit + share * sin[rightPhase])
    }
  }

  private follow(before: number, now: number): number {
    if (this.hold > 0) {
      const held = before * this.hold
      return now > held ? held + (now - held) * RISE : held
    }
    return this.average * before + (1 - this.average) * now
  }
}

/** The share of every phase that becomes random, 0 … 1. */
export function phaseShare({
  diffusion,
  smear,
  breath,
}: Pick<DiffusionSettings, 'diffusion' | 'smear' | 'breath'>): number {
  return clamp(Math.max(diffusion, smear * 0.85, breath), 0, 1)
}
