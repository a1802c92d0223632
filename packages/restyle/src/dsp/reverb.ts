/**
 * Reverberation of a send: pre-delay, three all-pass diffusers a side, an optional octave-up, and the feedback network.
 * Held to: T60 within 20 % of its setting from 0.34 to 4.3 s (Schroeder integration of a clap).
 */
import { Random } from '../random.ts'
import { Diffuser } from './diffuser.ts'
import { FeedbackNetwork, NETWORK_BLOCK, type NetworkSettings } from './feedback-network.ts'
import { OctaveUp } from './octave-up.ts'
import { add, rms, SAMPLE_RATE_HZ, type StereoAudio, scale } from './stereo.ts'

export interface ReverbSettings extends NetworkSettings {
  /** 0 … 180. */
  readonly preDelayMs: number
  /** 0 … 1: octave-up of the input into the reverb. */
  readonly shimmer: number
  readonly seed: number
}

/**
 * Turns a send into its reverberation alone, in place. About 5 ms per second of audio.
 * @yields after every 10 s of audio
 */
export function* reverberate(send: StereoAudio, settings: ReverbSettings): Generator<void> {
  const random = new Random(settings.seed, 'reverb')
  const spread = 0.8 + 0.4 * settings.size
  const diffusers = DIFFUSER_DELAYS.map(
    (delays) => new Diffuser(delays.map((delay) => Math.min(1000, Math.round(delay * spread)))),
  )
  const network = new FeedbackNetwork(settings, random)
  const octave = new OctaveUp()
  const preDelay = new PreDelay((settings.preDelayMs / 1000) * SAMPLE_RATE_HZ)
  const left = new Float64Array(NETWORK_BLOCK)
  const right = new Float64Array(NETWORK_BLOCK)
  const { left: sendLeft, right: sendRight } = send
  const length = sendLeft.length
  for (let start = 0; start < length; start += NETWORK_BLOCK) {
    const end = Math.min(length, start + NETWORK_BLOCK)
    preDelay.process(send, start, end, left, right)
    diffusers[0].process(left)
    diffusers[1].process(right)
    if (settings.shimmer > 0) octave.process(left, right, 0.75 * settings.shimmer)
    network.process(left, right)
    for (let i = start; i < end; i++) {
      sendLeft[i] = left[i - start]
      sendRight[i] = right[i - start]
    }
    if (start > 0 && start % YIELD_EVERY === 0) yield
  }
}

/**
 * Mixes a reverberation into the dry mix at the level `wet` (0 … 1) asks for, relative to the mix or, where the mix is
 * nearly silent, to `referenceRms`. The dry part steps back as the room takes over.
 */
export function blendReverb(mix: StereoAudio, reverberation: StereoAudio, wet: number, referenceRms: number): void {
  const returned = rms(reverberation)
  if (wet <= 0 || returned < 1e-7) return
  const wetGain = (wet * 1.25 * Math.max(rms(mix), 0.3 * referenceRms)) / returned
  scale(mix, 1 - 0.45 * wet * wet)
  add(mix, reverberation, wetGain)
}

const DIFFUSER_DELAYS = [
  [142, 379, 107],
  [151, 363, 113],
]
const YIELD_EVERY = 6890 * NETWORK_BLOCK

/** Delays the input by whole samples while it is read block by block, because the output overwrites it. */
class PreDelay {
  private readonly left = new Float32Array(PRE_DELAY_RING)
  private readonly right = new Float32Array(PRE_DELAY_RING)
  private readonly delay: number

  constructor(samples: number) {
    this.delay = Math.min(PRE_DELAY_RING - NETWORK_BLOCK, Math.max(0, Math.round(samples)))
  }

  /** Reads [start, end) of the send and fills the blocks with what entered `delay` samples before; zeros past the end. */
  process(send: StereoAudio, start: number, end: number, left: Float64Array, right: Float64Array): void {
    const from = start & PRE_DELAY_MASK
    this.left.fill(0, from, from + NETWORK_BLOCK).set(send.left.subarray(start, end), from)
    this.right.fill(0, from, from + NETWORK_BLOCK).set(send.right.subarray(start, end), from)
    for (let n = 0; n < NETWORK_BLOCK; n++) {
      const then = (start + n - this.delay) & PRE_DELAY_MASK
      left[n] = this.left[then]
      right[n] = this.right[then]
    }
  }
}

// 8192 samples = 184 ms after the block itself; the plan asks for 150 ms at most.
const PRE_DELAY_RING = 8192
const PRE_DELAY_MASK = PRE_DELAY_RING - 1
