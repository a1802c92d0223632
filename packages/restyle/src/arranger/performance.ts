import { SAMPLE_RATE_HZ, type StereoAudio } from '../dsp/stereo.ts'
import type { Random } from '../random.ts'
import type { Arrangement } from './arrangement.ts'
import type { Form } from './form.ts'
import { BEATS_PER_BAR, secondsAt } from './grid.ts'
import type { LayerRequest } from './layer.ts'
import type { OneShot } from './one-shots.ts'

/** What a layer plays from. `random` is the layer's own stream: no layer shifts the numbers of another. */
export interface Performance {
  readonly request: LayerRequest
  readonly arrangement: Arrangement
  readonly form: Form
  readonly random: Random
  readonly durationSeconds: number
}

/** One of the sixteen steps of a pattern, somewhere in the piece. */
export interface Step {
  /** In beats. */
  readonly position: number
  /** 0 … 15: which column of the pattern. */
  readonly index: number
  readonly bar: number
}

const STEPS_PER_BEAT = 4
const STEPS_PER_PATTERN = 16

/** Every step from the start to the ending, at the feel of the arrangement. */
export function* stepsOf({ request, arrangement, form, durationSeconds }: Performance): Generator<Step> {
  const length = 1 / (STEPS_PER_BEAT * arrangement.feel)
  for (let count = 0; ; count++) {
    const position = count * length
    if (position >= form.ending || secondsAt(request.grid, position) >= durationSeconds) return
    yield { position, index: count % STEPS_PER_PATTERN, bar: Math.floor(position / BEATS_PER_BAR) }
  }
}

/** Seconds from a position to `beats` later. */
export function span({ request }: Performance, position: number, beats: number): number {
  return secondsAt(request.grid, position + beats) - secondsAt(request.grid, position)
}

/** How far a player strays from the grid at most, seconds. */
const STRAY_SECONDS = 0.004

/**
 * When a note of a position sounds, in seconds; null when that is before the piece or after it.
 * @param lateness   seconds behind the beat
 * @param looseness  1 a hand, 0 a machine
 */
export function onset(performance: Performance, position: number, lateness: number, looseness: number): number | null {
  const { request, random, durationSeconds } = performance
  const stray = STRAY_SECONDS * looseness * random.signed()
  const seconds = secondsAt(request.grid, position) + (request.humanise ? stray : 0) + lateness
  if (seconds >= durationSeconds || seconds < -4 * STRAY_SECONDS) return null
  // A hit on the first beat that strays ahead of the file would lose its attack.
  return Math.max(0, seconds)
}

/** Gain of the energy at a position: 3 dB from the lowest to the highest. */
export const energyGain = ({ form }: Performance, position: number): number =>
  10 ** ((3 * (form.energy(position) - 1)) / 20)

/**
 * Adds a one-shot at a time of the layer, with constant power across the pan.
 * @param pan  −1 left … 1 right; a hit in the middle has the gain given, on both sides
 */
export function place(layer: StereoAudio, shot: OneShot, seconds: number, gain: number, pan: number): void {
  const { left, right } = layer
  const offset = Math.round(seconds * SAMPLE_RATE_HZ)
  const angle = ((pan + 1) * Math.PI) / 4
  const gainLeft = gain * Math.SQRT2 * Math.cos(angle)
  const gainRight = gain * Math.SQRT2 * Math.sin(angle)
  const end = Math.min(shot.length, left.length - offset)
  for (let i = 0; i < end; i++) {
    left[offset + i] += gainLeft * shot[i]
    right[offset + i] += gainRight * shot[i]
  }
}
