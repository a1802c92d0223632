import { SAMPLE_RATE_HZ, type StereoAudio } from '../dsp/stereo.ts'
import type { OneShot } from './one-shots.ts'

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
  const from = Math.max(0, -offset)
  const to = Math.min(shot.length, left.length - offset)
  for (let i = from; i < to; i++) {
    left[offset + i] += gainLeft * shot[i]
    right[offset + i] += gainRight * shot[i]
  }
}
