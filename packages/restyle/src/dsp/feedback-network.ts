/**
 * Feedback delay network of eight lines, mixed by a Hadamard matrix, which loses no energy; every line has exactly the
 * gain that makes it fall 60 dB in T60, and a one-pole that lets the treble fall faster.
 * Source: Jot and Chaigne, "Digital delay networks for designing artificial reverberators" (1991); Schlecht, "FDNTB".
 */
import type { Random } from '../random.ts'
import { ANCHOR, flush } from './denormals.ts'
import { SAMPLE_RATE_HZ } from './stereo.ts'
import { clamp } from './units.ts'

export interface NetworkSettings {
  readonly t60Seconds: number
  /** −1 (treble dies in a tenth of T60) … 1 (in nine tenths). */
  readonly brightness: number
  /** 0 small … 1.6 huge: scales the delays from 0.55 to 1.75 of 23–68 ms. */
  readonly size: number
}

/** Samples processed at a time; shorter than every delay, so nothing within a block depends on the block. */
export const NETWORK_BLOCK = 64

const LINES = 8
const RING = 8192
const RING_MASK = RING - 1
// Mutually prime, so that echoes of different lines never fall together.
const BASE_DELAYS = [1031, 1327, 1523, 1789, 2053, 2311, 2671, 2999]
// The first two lines move by ±6 samples at 0.37 and 0.48 Hz: enough to blur the metallic modes, too little to be heard
// as chorus.
const MODULATED_LINES = 2
const MODULATION_SAMPLES = 6
const MODULATION_RADIANS_PER_BLOCK = (2 * Math.PI * 0.37 * NETWORK_BLOCK) / SAMPLE_RATE_HZ

export class FeedbackNetwork {
  private readonly rings = Array.from({ length: LINES }, () => new Float32Array(RING))
  private readonly heard = Array.from({ length: LINES }, () => new Float64Array(NETWORK_BLOCK))
  private readonly treble = new Float64Array(LINES)
  private readonly delays: readonly number[]
  private readonly gains: readonly number[]
  private readonly damping: readonly number[]
  private readonly outputGain: number
  private readonly offsets = new Float64Array(MODULATED_LINES).fill(MODULATION_SAMPLES)
  private phase: number
  private position = 0

  constructor(settings: NetworkSettings, random: Random) {
    const scale = 0.55 + 0.75 * settings.size
    const longest = RING - NETWORK_BLOCK - 2 * MODULATION_SAMPLES - 2
    this.delays = BASE_DELAYS.map((delay) =>
      Math.min(longest, Math.max(200, Math.round(delay * scale * (1 + 0.02 * random.signed())))),
    )
    const decadesOf = (delay: number) => (-3 * delay) / (SAMPLE_RATE_HZ * settings.t60Seconds)
    this.gains = this.delays.map((delay) => 10 ** decadesOf(delay))
    const trebleShare = clamp(0.45 + 0.35 * settings.brightness, 0.08, 0.9)
    this.damping = this.delays.map((delay) => {
      const atNyquist = 10 ** (decadesOf(delay) * (1 / trebleShare - 1))
      return Math.max(0.15, (2 * atNyquist) / (1 + atNyquist))
    })
    // The energy of an exponential tail is proportional to its length: long rooms are not louder rooms.
    this.outputGain = 0.45 / Math.sqrt(Math.max(0.2, settings.t60Seconds))
    this.phase = 2 * Math.PI * random.unit()
  }

  /** Replaces a block of input by the block of reverberation that leaves the network meanwhile. */
  process(left: Float64Array, right: Float64Array): void {
    this.phase += MODULATION_RADIANS_PER_BLOCK
    this.readMoving(0, MODULATION_SAMPLES * (1 + Math.sin(this.phase)))
    this.readMoving(1, MODULATION_SAMPLES * (1 + Math.sin(1.31 * this.phase + 2)))
    for (let line = MODULATED_LINES; line < LINES; line++) this.read(line)
    this.mix(left, right)
    this.position = (this.position + NETWORK_BLOCK) & RING_MASK
  }

  private read(line: number): void {
    const ring = this.rings[line]
    const heard = this.heard[line]
    const from = this.position - this.delays[line]
    const gain = this.gains[line]
    const damping = this.damping[line]
    let treble = this.treble[line]
    for (let n = 0; n < NETWORK_BLOCK; n++) {
      treble += damping * (ring[(from + n) & RING_MASK] - treble)
      heard[n] = gain * treble
    }
    this.treble[line] = flush(treble)
  }

  /** As `read`, with a delay that glides from the last block's offset to `offset` extra samples. */
  private readMoving(line: number, offset: number): void {
    const ring = this.rings[line]
    const heard = this.heard[line]
    const from = this.position - this.delays[line]
    const gain = this.gains[line]
    const damping = this.damping[line]
    let extra = this.offsets[line]
    const glide = (offset - extra) / NETWORK_BLOCK
    let treble = this.treble[line]
    for (let n = 0; n < NETWORK_BLOCK; n++) {
      extra += glide
      const whole = extra | 0
      const fraction = extra - whole
      const index = from + n - whole
      const newer = ring[index & RING_MASK]
      treble += damping * (newer + fraction * (ring[(index - 1) & RING_MASK] - newer) - treble)
      heard[n] = gain * treble
    }
    this.offsets[line] = offset
    this.treble[line] = flush(treble)
  }

  /** Feeds the lines with the Hadamard mix of what left them plus the input, and makes the stereo output. */
  private mix(left: Float64Array, right: Float64Array): void {
    const [h0, h1, h2, h3, h4, h5, h6, h7] = this.heard
    const [r0, r1, r2, r3, r4, r5, r6, r7] = this.rings
    const { position, outputGain } = this
    for (let n = 0; n < NETWORK_BLOCK; n++) {
      const a0 = h0[n] + h1[n]
      const a1 = h0[n] - h1[n]
      const a2 = h2[n] + h3[n]
      const a3 = h2[n] - h3[n]
      const a4 = h4[n] + h5[n]
      const a5 = h4[n] - h5[n]
      const a6 = h6[n] + h7[n]
      const a7 = h6[n] - h7[n]
      const b0 = (a0 + a2) * ORTHONORMAL
      const b1 = (a1 + a3) * ORTHONORMAL
      const b2 = (a0 - a2) * ORTHONORMAL
      const b3 = (a1 - a3) * ORTHONORMAL
      const b4 = (a4 + a6) * ORTHONORMAL
      const b5 = (a5 + a7) * ORTHONORMAL
      const b6 = (a4 - a6) * ORTHONORMAL
      const b7 = (a5 - a7) * ORTHONORMAL
      const l = left[n]
      const r = right[n]
      left[n] = outputGain * (h0[n] - h3[n] + h4[n] - h7[n])
      right[n] = outputGain * (h1[n] - h2[n] + h5[n] - h6[n])
      const write = position + n
      r0[write] = b0 + b4 + l + ANCHOR - ANCHOR
      r1[write] = b1 + b5 + r + ANCHOR - ANCHOR
      r2[write] = b2 + b6 + l + ANCHOR - ANCHOR
      r3[write] = b3 + b7 + r + ANCHOR - ANCHOR
      r4[write] = b0 - b4 - l + ANCHOR - ANCHOR
      r5[write] = b1 - b5 + r + ANCHOR - ANCHOR
      r6[write] = b2 - b6 + l + ANCHOR - ANCHOR
      r7[write] = b3 - b7 - r + ANCHOR - ANCHOR
    }
  }
}

const ORTHONORMAL = 1 / Math.sqrt(LINES)
