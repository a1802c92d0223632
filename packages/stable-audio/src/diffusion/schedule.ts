/**
 * The noise levels that a sampler goes through, from the first to 0.
 * Source: specification 3.2 and 1.4. Parity: every list of `schedules`; the published shift bit for bit.
 */

import { StableAudioError } from '../errors.ts'
import type { Schedule } from '../request.ts'
import { type DistributionShift, distributionShift, PUBLISHED_SHIFT } from './distribution-shift.ts'

export interface ScheduleOptions {
  readonly steps: number
  /** σ_max: the first level; 1 but for a start from a clip. 0 < from ≤ 1. */
  readonly from: number
  /**
   * What a start below 1 does. `monotone` bends the whole ramp and scales it, so that levels only fall. `upstream` is
   * the published code: it bends the shortened ramp and then overwrites the first level, so that below about 0.99 the
   * second level is above the first, and the clip is given noise that no step was told of.
   */
  readonly schedule: Schedule
  readonly shift?: DistributionShift | undefined
  /** L: latent frames of the wanted clip; matters only to shifts that depend on it. */
  readonly effectiveFrames?: number | undefined
}

/** @returns [steps + 1], fp32, the last 0 */
export function noiseLevels(options: ScheduleOptions): Float32Array {
  const { steps, from, schedule, shift = PUBLISHED_SHIFT, effectiveFrames = 1 } = options
  if (!(Number.isInteger(steps) && steps >= 1))
    throw new StableAudioError('option_out_of_range', `steps is ${steps}, and must be a whole number of 1 or more`)
  if (!(from > 0 && from <= 1))
    throw new StableAudioError(
      'option_out_of_range',
      `the first noise level is ${from}, and must be above 0, at most 1`,
    )
  const bend = distributionShift(shift, effectiveFrames)
  const first = Math.fround(from)
  const levels =
    schedule === 'monotone'
      ? linearRamp(1, steps).map((level) => bend(level) * first)
      : linearRamp(first, steps).map((level) => bend(level))
  levels[0] = first
  return levels
}

/** `torch.linspace(from, 0, steps + 1)`: each half is counted from its own end, in fp32. */
function linearRamp(from: number, steps: number): Float32Array {
  const slope = Math.fround(from / steps)
  const half = Math.floor((steps + 1) / 2)
  return Float32Array.from({ length: steps + 1 }, (_, index) =>
    index < half ? from - Math.fround(slope * index) : slope * (steps - index),
  )
}
