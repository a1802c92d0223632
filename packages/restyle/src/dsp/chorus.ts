/**
 * Chorus and flanger: a copy of the sound behind a delay that moves, in opposite phase on the two channels. The flanger's
 * delay is short and fed back, which makes a comb; the chorus's is long enough to be heard as a second player.
 */
import { Random } from '../random.ts'
import { ANCHOR } from './denormals.ts'
import { SAMPLE_RATE_HZ, type StereoAudio } from './stereo.ts'

export interface ModulationSettings {
  readonly amount: number
  readonly seed: number
}

/** In place. */
export function chorus(audio: StereoAudio, { amount, seed }: ModulationSettings): void {
  const random = new Random(seed, 'chorus')
  const rateHz = random.range(0.45, 0.7)
  modulate(audio, {
    wet: 0.8 * amount,
    rateHz,
    phase: 2 * Math.PI * random.unit(),
    centre: 520,
    depth: 170,
    feedback: 0,
  })
}

/** In place. */
export function flanger(audio: StereoAudio, { amount, seed }: ModulationSettings): void {
  const random = new Random(seed, 'flanger')
  const rateHz = random.range(0.13, 0.23)
  modulate(audio, {
    wet: 0.75 * amount,
    rateHz,
    phase: 2 * Math.PI * random.unit(),
    centre: 60,
    depth: 50,
    feedback: 0.55,
  })
}

interface MovingDelay {
  readonly wet: number
  readonly rateHz: number
  readonly phase: number
  /** Delay in samples: centre ± depth. */
  readonly centre: number
  readonly depth: number
  readonly feedback: number
}

const RING = 1024
const RING_MASK = RING - 1
// The delay moves in straight lines between points 32 samples apart: 0.7 ms, far below its period of seconds.
const CONTROL = 32
// Radians by which the right channel runs ahead.
const SPREAD = 1.9

function modulate(audio: StereoAudio, delay: MovingDelay): void {
  if (delay.wet <= 0) return
  modulateChannel(audio.left, delay, delay.phase)
  modulateChannel(audio.right, delay, delay.phase + SPREAD)
}

function modulateChannel(
  samples: Float32Array,
  { wet, rateHz, centre, depth, feedback }: MovingDelay,
  phase: number,
): void {
  const ring = new Float32Array(RING)
  const radiansPerControl = (2 * Math.PI * rateHz * CONTROL) / SAMPLE_RATE_HZ
  const dry = 1 - 0.35 * wet
  const length = samples.length
  let delay = centre + depth * Math.sin(phase)
  let delayed = 0
  for (let start = 0, control = 1; start < length; start += CONTROL, control++) {
    const end = Math.min(length, start + CONTROL)
    const glide = (centre + depth * Math.sin(phase + control * radiansPerControl) - delay) / CONTROL
    for (let i = start; i < end; i++) {
      delay += glide
      const sample = samples[i]
      ring[i & RING_MASK] = sample + feedback * delayed + ANCHOR - ANCHOR
      const whole = delay | 0
      const fraction = delay - whole
      const newer = ring[(i - whole) & RING_MASK]
      delayed = newer + fraction * (ring[(i - whole - 1) & RING_MASK] - newer)
      samples[i] = dry * sample + wet * delayed
    }
  }
}
