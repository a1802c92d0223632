/** A clip that is edited, before it is let in: one NaN would spread over everything that is made of it. */

import type { StereoAudio } from '@retimbre/media'
import { StableAudioError } from './errors.ts'

/**
 * Takes a few milliseconds a minute of audio.
 * @param name  of the option, as an error begins
 * @throws StableAudioError `option_out_of_range`
 */
export function checkSourceAudio(name: string, { left, right }: StereoAudio): void {
  if (left.length !== right.length) {
    throw outOfRange(`${name} has ${left.length} samples on the left and ${right.length} on the right`)
  }
  if (left.length === 0) throw outOfRange(`${name} has no samples`)
  for (const [side, samples] of [
    ['left', left],
    ['right', right],
  ] as const) {
    const at = samples.findIndex((sample) => !Number.isFinite(sample))
    if (at >= 0) throw outOfRange(`${name} is not finite: sample ${at} of the ${side} channel is ${samples[at]}`)
  }
}

const outOfRange = (detail: string): StableAudioError => new StableAudioError('option_out_of_range', detail)
